package org.obzvon.payment;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.document.Sentence;
import org.obzvon.payment.KnownPayment.Key;
import org.obzvon.register.IdGenerator;

/// Decides on payment rows one after the other: which are new, which are known, which take a payment back or move it to
/// another account, and which cannot be taken. It is a function of values; the store calls it within its transaction.
///
/// A payment is identified by its source and its id there. A row with the same id, amount and time but another account
/// moves the payment; a later row may still name the account from which it was moved and then changes nothing. A row
/// with an amount below zero takes a payment back (a reversal), in one of two forms: under the payment's own id, or
/// under a separate id that names the payment. Both forms with the same amount mean the same reversal. If a payment
/// that was taken back is reported again unchanged, it stays taken back: that is how the old file looks when it is
/// imported again.
public final class Acceptance {
  private static final BigDecimal LARGEST = new BigDecimal("10000000000");
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  /// A bank may be ahead of us because of its zone.
  private static final Duration AHEAD = Duration.ofDays(1);
  /// Value dates are a few days ahead, over holidays up to two weeks; a later date is a typing error.
  private static final int ANNOUNCED_DAYS = 31;
  private static final int LONGEST_ID = 128;

  private final Map<String, Debtor> debtors;
  private final KnownPayments payments;
  private final Instant now;

  /// @param debtors by account number
  /// @param payments receives the decided payments
  public Acceptance(Map<String, Debtor> debtors, KnownPayments payments, Instant now) {
    this.debtors = debtors;
    this.payments = payments;
    this.now = now;
  }

  public record Debtor(UUID account, Currency currency, Optional<ZoneId> zone) {
    /// Returns the zone or UTC: payments are dated even if nobody may be called.
    ZoneId zoneOrUtc() {
      return zone.orElse(ZoneOffset.UTC);
    }
  }

  public sealed interface Verdict {
    record Take(KnownPayment payment) implements Verdict {}

    record Change(PaymentCorrection change) implements Verdict {}

    record Leave(PaymentRowResult fate) implements Verdict {}
  }

  public Verdict decide(PaymentRow row, String source) {
    Optional<Verdict> fault = fault(row);
    if (fault.isPresent()) {
      return fault.get();
    }
    Debtor debtor = debtors.get(row.account());
    Key key = new Key(source, row.externalId());
    Instant at = row.paidAt().in(debtor.zoneOrUtc());
    if (row.amount().signum() < 0) {
      return takeBack(new Told(row, key, debtor, at));
    }
    Optional<KnownPayment> earlier = payments.find(key);
    if (earlier.isPresent()) {
      return again(new Told(row, key, debtor, at), earlier.get());
    }
    if (!payments.takenBackUnder(key).isEmpty()) {
      return refuse("external id", PaymentFault.TAKEN_OTHERWISE.with(source));
    }
    KnownPayment payment = new KnownPayment(
        IdGenerator.next(), key, debtor.account(), row.amount().setScale(2), debtor.currency(), at, List.of());
    payments.put(payment);
    return new Verdict.Take(payment);
  }

  /// A row that can be read.
  private record Told(PaymentRow row, Key key, Debtor debtor, Instant at) {
    /// Returns the amount as a value above zero.
    BigDecimal amount() {
      return row.amount().abs().setScale(2);
    }
  }

  private Verdict again(Told told, KnownPayment earlier) {
    UUID account = told.debtor().account();
    boolean sameAmount = earlier.amount().compareTo(told.amount()) == 0
        && earlier.currency().equals(told.debtor().currency());
    boolean there = earlier.account().equals(account) || earlier.stoodOn(account);
    if (sameAmount && there && told.row().paidAt().agreesWith(earlier.paidAt(), told.debtor().zoneOrUtc())) {
      return new Verdict.Leave(new PaymentRowResult.Known());
    }
    if (sameAmount && !there && PaidAt.near(earlier.paidAt(), told.at())) {
      return change(told, earlier, new PaymentCorrection.Moved(earlier.account()), earlier.paidAt());
    }
    return refuse("external id", PaymentFault.TAKEN_OTHERWISE.with(told.key().source()));
  }

  private Verdict takeBack(Told told) {
    UUID account = told.debtor().account();
    Collection<PaymentCorrection> before = payments.takenBackUnder(told.key());
    if (before.stream().anyMatch(one -> one.account().equals(account) && one.amount().compareTo(told.amount()) == 0)) {
      return new Verdict.Leave(new PaymentRowResult.Known());
    }
    Optional<KnownPayment> named = told.row().takesBack()
        .flatMap(id -> payments.find(new Key(told.key().source(), id)));
    if (told.row().takesBack().isPresent() && named.isEmpty()) {
      return refuse("takes back", PaymentFault.TAKES_BACK_UNKNOWN.with(told.key().source()));
    }
    Optional<KnownPayment> meant = named.or(() -> payments.find(told.key()))
        .or(() -> payments.meant(told.key(), account, told.amount(), told.at()));
    if (meant.isEmpty()) {
      return refuse("external id", PaymentFault.NOTHING_TO_TAKE_BACK.with(told.key().source()));
    }
    return takeBack(told, meant.get(), before);
  }

  private Verdict takeBack(Told told, KnownPayment payment, Collection<PaymentCorrection> before) {
    UUID account = told.debtor().account();
    if (!payment.account().equals(account)) {
      return payment.stoodOn(account)
          ? new Verdict.Leave(new PaymentRowResult.Known())
          : refuse("account", PaymentFault.TAKEN_BACK_ELSEWHERE.with(payment.key().externalId()));
    }
    if (toldInTheOtherForm(told, payment)) {
      return new Verdict.Leave(new PaymentRowResult.Known());
    }
    boolean another = before.stream()
        .anyMatch(one -> one.account().equals(account) || !told.key().equals(payment.key()));
    if (another) {
      return refuse("external id", PaymentFault.TAKEN_BACK_OTHERWISE.with());
    }
    if (told.amount().compareTo(payment.left()) > 0) {
      return refuse("amount", PaymentFault.MORE_THAN_LEFT.with(payment.key().externalId(), payment.left()));
    }
    Instant at = told.at().isBefore(payment.paidAt()) ? payment.paidAt() : told.at();
    return change(told, payment, new PaymentCorrection.TakenBack(), at);
  }

  /// Returns true if the same amount was taken back before in the other form: under the payment's own id if this row
  /// has its own, or the other way round.
  private static boolean toldInTheOtherForm(Told told, KnownPayment payment) {
    boolean own = told.key().equals(payment.key());
    return payment.changes().stream()
        .filter(change -> change.what() instanceof PaymentCorrection.TakenBack)
        .filter(change -> change.account().equals(payment.account()))
        .filter(change -> change.told().equals(payment.key()) != own)
        .anyMatch(change -> change.amount().compareTo(told.amount()) == 0);
  }

  private Verdict change(Told told, KnownPayment payment, PaymentCorrection.What what, Instant at) {
    PaymentCorrection change = new PaymentCorrection(payment.id(), told.key(), told.debtor().account(), told.amount(),
        at,
        what);
    payments.put(payment.with(change));
    return new Verdict.Change(change);
  }

  private Optional<Verdict> fault(PaymentRow row) {
    if (row.externalId().isBlank() || row.externalId().length() > LONGEST_ID) {
      return Optional.of(refuse("external id", PaymentFault.ID.with(LONGEST_ID)));
    }
    if (row.amount().signum() == 0) {
      return Optional.of(refuse("amount", PaymentFault.ZERO.with()));
    }
    if (row.amount().stripTrailingZeros().scale() > 2 || row.amount().abs().compareTo(LARGEST) > 0) {
      return Optional.of(refuse("amount", PaymentFault.AMOUNT.with(LARGEST)));
    }
    if (row.amount().signum() > 0 && row.takesBack().isPresent()) {
      return Optional.of(refuse("takes back", PaymentFault.TAKES_BACK_NOT_NEGATIVE.with()));
    }
    Debtor debtor = debtors.get(row.account());
    if (debtor == null) {
      return Optional.of(refuse("account", PaymentFault.ACCOUNT_UNKNOWN.with()));
    }
    if (row.currency().filter(currency -> !currency.equals(debtor.currency())).isPresent()) {
      return Optional.of(refuse("currency", PaymentFault.OTHER_CURRENCY.with(debtor.currency().getCurrencyCode())));
    }
    return time(row, row.paidAt().in(debtor.zoneOrUtc()));
  }

  private Optional<Verdict> time(PaymentRow row, Instant at) {
    if (at.isBefore(EARLIEST) || at.isAfter(now.plus(AHEAD).plus(Duration.ofDays(ANNOUNCED_DAYS)))) {
      return Optional.of(refuse("paid at", PaymentFault.TIME.with(ANNOUNCED_DAYS)));
    }
    if (row.amount().signum() < 0 && at.isAfter(now.plus(AHEAD))) {
      return Optional.of(refuse("paid at", PaymentFault.TAKEN_BACK_AHEAD.with()));
    }
    return Optional.empty();
  }

  private static Verdict refuse(String column, Sentence reason) {
    return new Verdict.Leave(new PaymentRowResult.Refused(column, reason));
  }
}
