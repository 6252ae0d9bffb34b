package org.obzvon.payment;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.document.Sentence;

/// Decides over payment rows, one after the other: which are new, which are known, which cannot be taken, and which
/// raise the balance. A function of values; the store asks it within its transaction.
public final class Acceptance {
  private static final BigDecimal LARGEST = new BigDecimal("10000000000");
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  /// A bank may be ahead of us by its zone.
  private static final Duration AHEAD = Duration.ofDays(1);
  private static final int LONGEST_ID = 128;

  private final Map<String, Debtor> debtors;
  private final Map<String, Stored> stored;
  private final Instant now;

  /// @param debtors by account number
  /// @param stored payments that are known already, by external id
  public Acceptance(Map<String, Debtor> debtors, Map<String, Stored> stored, Instant now) {
    this.debtors = debtors;
    this.stored = new HashMap<>(stored);
    this.now = now;
  }

  /// How late a bank's list usually is.
  private static final int LATE_DAYS = 2;

  /// @param snapshotOn the day of the register that told the balance
  public record Debtor(UUID account, Currency currency, Optional<ZoneId> zone, LocalDate snapshotOn) {
    /// Payments are dated even where nobody may be called.
    public ZoneId zoneOrUtc() {
      return zone.orElse(ZoneOffset.UTC);
    }

    /// The balance of a register holds what billing knew on its day. A payment from that day on, in the debtor's zone,
    /// raises it, and so does one of the two days before that we hear of only now: billing may not have had it, and a
    /// debtor who has paid is not called. Where billing had it, the next register puts the balance right.
    boolean isAfterSnapshot(Instant paidAt) {
      return !paidAt.isBefore(snapshotOn.minusDays(LATE_DAYS).atStartOfDay(zoneOrUtc()).toInstant());
    }
  }

  /// @param source which source told it
  public record Stored(UUID account, BigDecimal amount, Currency currency, Instant paidAt, String source) {}

  public sealed interface Verdict {
    /// @param raise what the balance grows by: the amount, or zero when the register holds it already
    record Take(Stored payment, BigDecimal raise) implements Verdict {}

    record Leave(Fate fate) implements Verdict {}
  }

  public Verdict decide(PaymentRow row, String source) {
    Optional<Fate.Refused> fault = fault(row);
    if (fault.isPresent()) {
      return new Verdict.Leave(fault.get());
    }
    Debtor debtor = debtors.get(row.account());
    Stored payment =
        new Stored(
            debtor.account(), row.amount().setScale(2), debtor.currency(), row.paidAt().in(debtor.zoneOrUtc()), source);
    Stored earlier = stored.putIfAbsent(row.externalId(), payment);
    if (earlier != null) {
      return new Verdict.Leave(told(row, debtor, earlier));
    }
    BigDecimal raise = debtor.isAfterSnapshot(payment.paidAt()) ? payment.amount() : BigDecimal.ZERO;
    return new Verdict.Take(payment, raise);
  }

  private static Fate told(PaymentRow row, Debtor debtor, Stored earlier) {
    boolean same =
        earlier.account().equals(debtor.account())
            && earlier.amount().compareTo(row.amount()) == 0
            && row.paidAt().agreesWith(earlier.paidAt(), debtor.zoneOrUtc());
    return same
        ? new Fate.Known()
        : new Fate.Refused(
            "external id",
            PaymentFault.TAKEN_OTHERWISE.with(earlier.source()));
  }

  private Optional<Fate.Refused> fault(PaymentRow row) {
    if (row.externalId().isBlank() || row.externalId().length() > LONGEST_ID) {
      return refuse("external id", PaymentFault.ID.with(LONGEST_ID));
    }
    if (row.amount().signum() <= 0) {
      return refuse("amount", PaymentFault.NOT_POSITIVE.with());
    }
    if (row.amount().stripTrailingZeros().scale() > 2 || row.amount().compareTo(LARGEST) > 0) {
      return refuse("amount", PaymentFault.AMOUNT.with(LARGEST));
    }
    Debtor debtor = debtors.get(row.account());
    if (debtor == null) {
      return refuse("account", PaymentFault.ACCOUNT_UNKNOWN.with());
    }
    if (row.currency().filter(currency -> !currency.equals(debtor.currency())).isPresent()) {
      return refuse("currency", PaymentFault.OTHER_CURRENCY.with(debtor.currency().getCurrencyCode()));
    }
    return time(row.paidAt(), debtor);
  }

  private Optional<Fate.Refused> time(PaidAt paidAt, Debtor debtor) {
    Instant at = paidAt.in(debtor.zoneOrUtc());
    if (at.isBefore(EARLIEST) || at.isAfter(now.plus(AHEAD))) {
      return refuse("paid at", PaymentFault.TIME.with());
    }
    return Optional.empty();
  }

  private static Optional<Fate.Refused> refuse(String column, Sentence reason) {
    return Optional.of(new Fate.Refused(column, reason));
  }
}
