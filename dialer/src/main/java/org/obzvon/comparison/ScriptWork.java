package org.obzvon.comparison;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Counts the work of each script and template, and its results, account by account.
final class ScriptWork {
  private final Map<ComparedAttempt.By, Tally> tallies = new HashMap<>();

  List<CampaignActivity.Script> scripts() {
    return tallies.entrySet().stream()
        .map(entry -> entry.getValue().close(entry.getKey()))
        .sorted(
            Comparator.comparing((CampaignActivity.Script script) -> script.by().channel())
                .thenComparing(script -> script.by().script()))
        .toList();
  }

  void add(AccountFollowUp one) {
    List<AccountFollowUp.PricedAttempt> own = one.seen().own();
    if (own.isEmpty() && one.seen().promises().isEmpty()) {
      return;
    }
    Set<ComparedAttempt.By> promised = new HashSet<>();
    for (HouseholdHistory.Promise promise : one.seen().promises()) {
      promised.add(promise.by());
      tallies.computeIfAbsent(promise.by(), _ -> new Tally()).promises++;
    }
    Map<ComparedAttempt.By, Instant> first = new HashMap<>();
    Set<ComparedAttempt.By> reached = new HashSet<>();
    for (AccountFollowUp.PricedAttempt each : own) {
      ComparedAttempt attempt = each.attempt();
      tallies.computeIfAbsent(attempt.by(), _ -> new Tally()).add(each);
      first.merge(attempt.by(), attempt.at(), (known, other) -> known.isBefore(other) ? known : other);
      if (attempt.answer().reached()) {
        reached.add(attempt.by());
      }
    }
    first.forEach(
        (by, at) -> {
          Tally tally = tallies.get(by);
          tally.accounts = tally.accounts.plus(reached.contains(by), promised.contains(by), one.paidAfter(at));
        });
  }

  private static final class Tally {
    private int attempts;
    private int answered;
    private int reached;
    private int promises;
    private WorkResults accounts = WorkResults.NONE;
    private Optional<BigDecimal> cost = Optional.of(BigDecimal.ZERO);

    void add(AccountFollowUp.PricedAttempt one) {
      attempts++;
      answered += one.attempt().answer().answered() ? 1 : 0;
      reached += one.attempt().answer().reached() ? 1 : 0;
      cost = cost.flatMap(sum -> one.cost().map(sum::add));
    }

    CampaignActivity.Script close(ComparedAttempt.By by) {
      return new CampaignActivity.Script(
          by, new CampaignActivity.Calls(attempts, answered, reached, promises), accounts, cost);
    }
  }
}
