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

/// The work of each script and template, and its results.
final class ScriptWork {
  private final RateTable rates;
  private final Map<ComparedAttempt.By, Tally> tallies = new HashMap<>();

  private ScriptWork(RateTable rates) {
    this.rates = rates;
  }

  static List<CampaignStory.Script> of(List<Stories.Followed> followed, RateTable rates) {
    ScriptWork work = new ScriptWork(rates);
    followed.forEach(work::add);
    return work.tallies.entrySet().stream()
        .map(entry -> entry.getValue().close(entry.getKey()))
        .sorted(
            Comparator.comparing((CampaignStory.Script script) -> script.by().channel())
                .thenComparing(script -> script.by().script()))
        .toList();
  }

  private void add(Stories.Followed one) {
    List<ComparedAttempt> touches = one.end().seen().own();
    Set<ComparedAttempt.By> promised = new HashSet<>();
    one.end().seen().promises().forEach(
        promise -> {
          promised.add(promise.by());
          tallies.computeIfAbsent(promise.by(), _ -> new Tally()).promises++;
        });
    Map<ComparedAttempt.By, Instant> first = new HashMap<>();
    Set<ComparedAttempt.By> reached = new HashSet<>();
    for (ComparedAttempt touch : touches) {
      tallies.computeIfAbsent(touch.by(), _ -> new Tally()).add(one.account(), touch, rates);
      first.merge(touch.by(), touch.at(), (known, other) -> known.isBefore(other) ? known : other);
      if (touch.answer().reached()) {
        reached.add(touch.by());
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

    void add(Enrolled account, ComparedAttempt touch, RateTable rates) {
      attempts++;
      answered += touch.answer().answered() ? 1 : 0;
      reached += touch.answer().reached() ? 1 : 0;
      cost = cost.flatMap(sum -> rates.cost(touch, account.debt().currency()).map(sum::add));
    }

    CampaignStory.Script close(ComparedAttempt.By by) {
      return new CampaignStory.Script(
          by, new CampaignStory.Calls(attempts, answered, reached, promises), accounts, cost);
    }
  }
}
