package org.obzvon.comparison;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.payment.PromiseState;

/// The ledger's rows about one household of a campaign: the one with which an arm was drawn, even if a register separated
/// its accounts later. Lists are in any order.
///
/// @param attempts that belong to the arm's treatment
/// @param payments by account, of any time
/// @param promises by account, made in attempts of the campaign
public record HouseholdHistory(
    List<Enrolled> enrolled,
    List<ComparedAttempt> attempts,
    Map<UUID, List<Payment>> payments,
    Map<UUID, List<Promise>> promises,
    Watch watch,
    Beside beside) {

  /// The rows for what the report shows beside the comparison of the arms.
  ///
  /// @param letters by account: text messages and notices
  /// @param turns of operators with debtors of the household, even with those who are not enrolled
  public record Beside(Map<UUID, List<PastText>> letters, List<OperatorTurn> turns) {}

  public record Payment(BigDecimal amount, Instant paidAt, Instant importedAt) {}

  /// @param end the first instant that is too late to keep it
  /// @param by who made the attempt in which it was made
  public record Promise(Instant madeAt, Instant end, BigDecimal amount, PromiseState state, ComparedAttempt.By by) {
    boolean isKept() {
      return state == PromiseState.KEPT;
    }
  }

  /// The rows that [Guardrails] are computed from.
  ///
  /// @param optOuts when a member asked not to be contacted any more; `complaints` likewise
  /// @param notAllowed attempts of the campaign that the policy had not allowed
  /// @param overdueSince by account: the days on which its debts began, according to the registers
  public record Watch(
      List<Instant> optOuts, List<Instant> complaints, int notAllowed, Map<UUID, List<LocalDate>> overdueSince) {}

  /// What the registers of all accounts say.
  ///
  /// @param to the day of the newest register
  /// @param tellEndings some account is known to have ended its contract, so that the others are known to continue
  public record Registers(Optional<LocalDate> to, boolean tellEndings) {}
}
