package org.obzvon.comparison;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.obzvon.payment.PromiseState;

/// What the ledger holds about the enrolled accounts of one campaign; lists in any order.
///
/// @param touches by household
/// @param payments by account, of any time
/// @param promises by account, made in attempts of the campaign
/// @param letters by account: text messages and notices
/// @param optOuts by household: when somebody of it asked not to be contacted any more
public record LedgerRows(
    List<Enrolled> enrolled,
    Map<UUID, List<Touch>> touches,
    Map<UUID, List<Payment>> payments,
    Map<UUID, List<Promise>> promises,
    Map<UUID, List<Letter>> letters,
    Map<UUID, List<Instant>> optOuts) {

  public record Payment(BigDecimal amount, Instant paidAt, Instant importedAt) {}

  /// @param end the first instant that is too late to keep it
  /// @param script of the attempt in which it was made
  public record Promise(Instant madeAt, Instant end, BigDecimal amount, PromiseState state, Touch.By by) {

    boolean isKept() {
      return state == PromiseState.KEPT;
    }
  }
}
