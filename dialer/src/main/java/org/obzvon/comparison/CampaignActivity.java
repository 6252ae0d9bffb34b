package org.obzvon.comparison;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.obzvon.campaign.Definition;

/// The events of a campaign beside the comparison of its arms. All lists by arm are in the order of the arms' names.
///
/// @param tries by arm and segment
/// @param reasons empty lists if no reason was recorded
public record CampaignActivity(
    Following following,
    List<SegmentTries> tries,
    SplitChecks splits,
    List<Debt> debt,
    List<Promises> promises,
    List<Reasons> reasons,
    Work work) {
  public static final CampaignActivity NONE = new CampaignActivity(
      new Following(0, Optional.empty(), PayerRule.ANY_PAYMENT), List.of(), SplitChecks.NONE, List.of(), List.of(),
      List.of(),
      new Work(List.of(), List.of(), List.of(), Optional.empty(), new Letters(List.of(), List.of())));

  /// How the accounts are followed.
  ///
  /// @param still unpaid accounts whose window has not ended yet, as far as payments are known
  /// @param until when the last window ends; empty when no account is followed
  /// @param payer who counts as having paid
  public record Following(int still, Optional<Instant> until, PayerRule payer) {}

  public int stillFollowed() {
    return following.still;
  }

  /// @param remaining mean debt of an account at the end of each day after the enrolment, day 0 first; the debt at
  ///     enrolment minus later payments, never below zero
  public record Debt(String arm, double[] remaining) {}

  /// @param daysLate mean number of days from the promised day until the promised sum was paid, over promises that were
  ///     paid after their day
  public record Promises(String arm, int made, int kept, int partly, int broken, int open, OptionalDouble daysLate) {}

  /// @param told accounts by the last reason recorded for them
  public record Reasons(String arm, Map<String, Told> told) {}

  public record Told(int accounts, int paid) {}

  /// The work of the campaign and its results: by script, by arm, by operator, and beside the goals.
  public record Work(
      List<Script> scripts, List<Guardrails> guards, List<OperatorLoad> operators, Optional<Definition.Goals> goals,
      Letters letters) {}

  /// Text messages and, separately, the notices that go to every arm alike and are no part of an arm's treatment.
  public record Letters(List<Texts> texts, List<Notices> notices) {}

  /// @param cost what the gateways reported, else what was known before sending; empty when a price is missing
  public record Texts(String arm, Fates fates, int segments, Optional<BigDecimal> cost) {}

  /// The messages by delivery status.
  ///
  /// @param open those without a final delivery status yet
  public record Fates(int sent, int delivered, int undeliverable, int failed, int lost, int open) {}

  /// @param due notices that were due
  public record Notices(String arm, int due, int sent, int delivered) {}

  /// @param cost empty when the rate table does not cover every attempt
  public record Script(ComparedAttempt.By by, Calls calls, WorkResults accounts, Optional<BigDecimal> cost) {}

  public record Calls(int attempts, int answered, int reached, int promises) {}
}
