package org.obzvon.rehearsal;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.contact.Channel;
import org.obzvon.register.Phone;

/// The rows of the ledger and related tables, as far as [LedgerCheck] needs them.
public record LedgerCheckRows(
    List<Row> rows, List<Stop> stops, List<Owed> owed, List<Paid> payments) {
  public LedgerCheckRows {
    rows = List.copyOf(rows);
    stops = List.copyOf(stops);
    owed = List.copyOf(owed);
    payments = List.copyOf(payments);
  }

  /// One attempt.
  ///
  /// @param whom the debtor with their zone; without one where it is not known
  /// @param ending outcome and detail as the ledger writes them; empty while the attempt is open
  public record Row(
      UUID attempt, Whom whom, What what, Instant writtenAt, Optional<Instant> answeredAt, Optional<Ending> ending) {

    public Channel channel() {
      return what.channel();
    }
  }

  /// @param arm of the household, as the experiment names it
  /// @param origin `LADDER`, `NOTICE`, `PROMISE_DUE`, `PROMISE_BROKEN`, `PAYMENT`, `APPOINTMENT`
  public record What(Channel channel, String arm, String origin) {}

  public record Whom(UUID household, UUID account, Phone phone, Optional<ZoneId> zone) {}

  /// @param outcome `REACHED`, `DELIVERED`, `NOT_REACHED`, `UNDELIVERABLE`, `FAILED`, `LOST`
  /// @param detail such as `MACHINE`; empty where there is none
  public record Ending(String outcome, String detail) {}

  /// A suppression by phone, by household, or both; in force from `since` to before `until`.
  ///
  /// @param kind such as `OPT_OUT`
  public record Stop(
      Optional<Phone> phone, Optional<UUID> household, String kind, Instant since, Optional<Instant> until) {}

  /// The amount that an account owed at an instant; later statements replace earlier ones.
  public record Owed(UUID account, BigDecimal amount, Instant at) {}

  /// @param knownAt when we learned of it
  public record Paid(UUID account, BigDecimal amount, Instant knownAt) {}
}
