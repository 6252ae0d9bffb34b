package org.obzvon.comparison;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Gathers what happened in one arm, household by household.
final class ArmStory {
  private final String arm;
  private final AccountFollowUp.Bounds bounds;
  private final Guardrails.Tally guard;
  private final DebtCurve debt;
  private final PromiseTally promises = new PromiseTally();
  private final LetterTally letters;
  private final Map<String, CampaignActivity.Told> reasons = new TreeMap<>();
  private final Map<String, SegmentTries> tries = new TreeMap<>();
  private CampaignAccounts.Steps steps = new CampaignAccounts.Steps(0, 0, 0, 0, 0, 0, 0);
  private BigDecimal recovered = BigDecimal.ZERO;
  private Optional<BigDecimal> cost = Optional.of(BigDecimal.ZERO);

  ArmStory(String arm, AccountFollowUp.Bounds bounds, HouseholdHistory.Registers registers) {
    this.arm = arm;
    this.bounds = bounds;
    this.guard = new Guardrails.Tally(registers, bounds.prices().zone());
    this.debt = new DebtCurve(bounds.windowDays());
    this.letters = new LetterTally(bounds.prices());
  }

  /// @param members the accounts of the household that are followed in this arm; one at least
  void add(List<AccountFollowUp> members, HouseholdHistory rows) {
    guard.add(members, rows.watch());
    for (AccountFollowUp one : members) {
      debt.add(one);
      promises.add(one);
      addReason(one);
      addSteps(one);
      tries.merge(
          one.account().segment(), SegmentTries.none(arm, one.account().segment()).plus(one.steps().attempted()),
          (known, _) -> known.plus(one.steps().attempted()));
      List<PastText> written = rows.beside().letters().getOrDefault(one.account().account(), List.of());
      if (!written.isEmpty()) {
        letters.add(one.account(), written, bounds.end(one.account()));
      }
    }
  }

  private void addSteps(AccountFollowUp one) {
    AccountFollowUp.Steps came = one.steps();
    steps = new CampaignAccounts.Steps(
        steps.assigned() + 1, steps.attempted() + count(came.attempted()), steps.answered() + count(came.answered()),
        steps.reached() + count(came.reached()), steps.promised() + count(came.promised()),
        steps.kept() + count(came.kept()), steps.paid() + count(one.hasPaid()));
    recovered = recovered.add(one.money().recovered());
    cost = cost.flatMap(sum -> one.money().cost().map(sum::add));
  }

  private static int count(boolean came) {
    return came ? 1 : 0;
  }

  /// Counts the account by the last reason that was recorded for it.
  private void addReason(AccountFollowUp one) {
    ComparedAttempt last = null;
    for (AccountFollowUp.PricedAttempt each : one.seen().own()) {
      ComparedAttempt attempt = each.attempt();
      if (attempt.answer().reason().isPresent() && (last == null || attempt.at().isAfter(last.at()))) {
        last = attempt;
      }
    }
    if (last != null) {
      reasons.merge(
          last.answer().reason().orElseThrow(), new CampaignActivity.Told(1, count(one.hasPaid())),
          (sum, more) -> new CampaignActivity.Told(sum.accounts() + more.accounts(), sum.paid() + more.paid()));
    }
  }

  Guardrails guardrails() {
    return guard.close(arm);
  }

  CampaignActivity.Debt debt() {
    return new CampaignActivity.Debt(arm, debt.mean());
  }

  CampaignActivity.Promises promises() {
    return promises.promises(arm);
  }

  CampaignActivity.Reasons reasons() {
    return new CampaignActivity.Reasons(arm, reasons);
  }

  CampaignActivity.Texts texts() {
    return letters.texts(arm);
  }

  CampaignActivity.Notices notices() {
    return letters.notices(arm);
  }

  List<SegmentTries> tries() {
    return List.copyOf(tries.values());
  }

  /// Returns true if every attempt of every account has a price.
  boolean knowsCost() {
    return cost.isPresent();
  }

  /// @param oneCurrency the accounts of all arms owe in one currency
  CampaignAccounts.Funnel funnel(boolean oneCurrency) {
    return new CampaignAccounts.Funnel(
        arm, steps, oneCurrency ? Optional.of(new CampaignAccounts.Sums(recovered, cost)) : Optional.empty());
  }
}
