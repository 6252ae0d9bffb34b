package org.obzvon.rehearsal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.obzvon.register.Money;

/// The simulated payments. A debtor who pays, pays the whole debt by their pay day; one in eight pays in two parts, the
/// second within a week, so that counting any payment and counting full payment give the same payers in the end. One in
/// ten payments is posted a day late, as with bank registers, but never outside the window.
public final class SimulatedPayments {
  private final PotentialPayDays payDays;

  public SimulatedPayments(PotentialPayDays payDays) {
    this.payDays = payDays;
  }

  /// A simulated payment.
  ///
  /// @param externalId the same for the same seed: importing it twice changes nothing
  /// @param paidAt when the debtor paid
  /// @param postedAt when billing learned of it
  public record Payment(String externalId, String account, Money amount, Instant paidAt, Instant postedAt) {}

  /// Returns the payments posted on a day, in each debtor's own zone.
  ///
  /// @param armOf account number → the arm it was assigned to
  public List<Payment> due(LocalDate day, UnaryOperator<String> armOf) {
    List<Payment> due = new ArrayList<>();
    for (Debtor debtor : payDays.population().debtors()) {
      for (Payment payment : of(debtor, armOf.apply(debtor.contract().account()))) {
        if (payment.postedAt().atZone(debtor.zone()).toLocalDate().equals(day)) {
          due.add(payment);
        }
      }
    }
    return ordered(due);
  }

  /// Returns the payments posted at or after `from` and before `until`, oldest first.
  public List<Payment> posted(Instant from, Instant until, UnaryOperator<String> armOf) {
    List<Payment> posted = new ArrayList<>();
    for (Debtor debtor : payDays.population().debtors()) {
      String arm = armOf.apply(debtor.contract().account());
      if (cannotPost(debtor, arm, from, until)) {
        continue;
      }
      for (Payment payment : of(debtor, arm)) {
        if (!payment.postedAt().isBefore(from) && payment.postedAt().isBefore(until)) {
          posted.add(payment);
        }
      }
    }
    return ordered(posted);
  }

  /// Returns everything that one debtor pays in the window under an arm.
  public List<Payment> of(Debtor debtor, String arm) {
    OptionalInt day = payDays.dayOf(debtor, arm);
    if (day.isEmpty()) {
      return List.of();
    }
    Chance chance = Chance.of(payDays.population().seed(), "payment", debtor.number());
    Money owed = debtor.arrears().owed();
    if (!chance.happens(0.125) || day.getAsInt() > PotentialPayDays.LAST - 7) {
      return List.of(payment(debtor, 1, owed, day.getAsInt(), chance));
    }
    BigDecimal share = new BigDecimal(chance.between(30, 70)).movePointLeft(2);
    Money first = new Money(owed.amount().multiply(share).setScale(0, RoundingMode.HALF_UP), owed.currency());
    Money rest = new Money(owed.amount().subtract(first.amount()), owed.currency());
    int later = day.getAsInt() + chance.between(1, 6);
    return List.of(
        payment(debtor, 1, first, day.getAsInt(), chance), payment(debtor, 2, rest, later, chance));
  }

  private Payment payment(Debtor debtor, int part, Money amount, int day, Chance chance) {
    LocalTime time = LocalTime.of(chance.between(9, 21), chance.between(0, 59));
    Instant paidAt = payDays.population().start().plusDays(day).atTime(time).atZone(debtor.zone()).toInstant();
    boolean late = chance.happens(0.10) && day <= PotentialPayDays.LAST - 2;
    Instant postedAt = late ? paidAt.plus(Duration.ofDays(1)) : paidAt.plus(Duration.ofMinutes(5));
    String account = debtor.contract().account();
    return new Payment("rehearsal-" + account + "-" + part, account, amount, paidAt, postedAt);
  }

  /// Quickly rules out a debtor: the walk asks every hour about everybody, and hardly anybody pays in a given hour.
  private boolean cannotPost(Debtor debtor, String arm, Instant from, Instant until) {
    OptionalInt day = payDays.dayOf(debtor, arm);
    if (day.isEmpty()) {
      return true;
    }
    Instant paid = payDays.population().start().plusDays(day.getAsInt()).atStartOfDay(ZoneOffset.UTC).toInstant();
    return until.isBefore(paid.minus(Duration.ofDays(1))) || from.isAfter(paid.plus(Duration.ofDays(10)));
  }

  private static List<Payment> ordered(List<Payment> payments) {
    payments.sort(Comparator.comparing(Payment::postedAt).thenComparing(Payment::externalId));
    return payments;
  }
}
