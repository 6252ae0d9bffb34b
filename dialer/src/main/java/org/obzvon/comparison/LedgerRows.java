package org.obzvon.comparison;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What the ledger holds about the enrolled accounts of one campaign; lists in any order.
///
/// @param touches by household
/// @param payments by account, of any time
/// @param promises by account, made in attempts of the campaign
public record LedgerRows(
    List<Enrolled> enrolled,
    Map<UUID, List<Touch>> touches,
    Map<UUID, List<Payment>> payments,
    Map<UUID, List<Promise>> promises) {

  public record Payment(BigDecimal amount, Instant paidAt, Instant importedAt) {}

  public record Promise(Instant madeAt, boolean kept) {}
}
