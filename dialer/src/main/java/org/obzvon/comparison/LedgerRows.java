package org.obzvon.comparison;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.payment.PromiseState;

/// The ledger's rows about the enrolled accounts of one campaign; lists are in any order.
///
/// @param touches by household
/// @param payments by account, of any time
/// @param promises by account, made in attempts of the campaign
public record LedgerRows(
    List<Enrolled> enrolled,
    Map<UUID, List<ComparedAttempt>> touches,
    Map<UUID, List<Payment>> payments,
    Map<UUID, List<Promise>> promises,
    Watch watch,
    Beside beside) {

  /// The rows for what the report shows beside the comparison of the arms.
  ///
  /// @param letters by account: text messages and notices
  /// @param turns of operators with debtors of the campaign
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
  /// @param optOuts by household: when one of its members asked not to be contacted any more; `complaints` likewise
  /// @param notAllowed by household: attempts of the campaign that the policy had not allowed
  /// @param overdueSince by account: the days on which its debts began, according to the registers
  public record Watch(
      Map<UUID, List<Instant>> optOuts, Map<UUID, List<Instant>> complaints, Map<UUID, Integer> notAllowed,
      Map<UUID, List<LocalDate>> overdueSince, Registers registers) {

    /// @param to the day of the newest register
    /// @param tellEndings some account is known to have ended its contract, so that the others are known to continue
    public record Registers(Optional<LocalDate> to, boolean tellEndings) {}

    Optional<LocalDate> registersTo() {
      return registers.to;
    }

    boolean tellsEndings() {
      return registers.tellEndings;
    }
  }
}
