package org.obzvon.policy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.obzvon.document.Sentence;
import org.obzvon.policy.Rule.Objection;
import org.obzvon.register.PendingPayments;

/// The rule that nobody is told of a debt that may be paid, in whole or in part: the amount would be wrong either way.
///
/// The deferral ends with the debtor's day and is renewed every morning. So a register that settles the payment earlier
/// lets the contact through the day after.
final class PaymentRules {
  private PaymentRules() {}

  static Optional<Objection> nothingPending(PolicyFacts facts, Instant now) {
    PendingPayments pending = facts.account().debt().pending();
    return facts.zone()
        .flatMap(zone -> announced(pending, zone, now).or(() -> waiting(facts, pending, zone, now)));
  }

  private static Optional<Objection> announced(PendingPayments pending, ZoneId zone, Instant now) {
    return pending.announcedFor()
        .filter(now::isBefore)
        .map(from -> untilTomorrow(from, zone, now, Why.PAYMENT_ANNOUNCED.with(from.atZone(zone).toLocalDate())));
  }

  private static Optional<Objection> waiting(PolicyFacts facts, PendingPayments pending, ZoneId zone, Instant now) {
    return pending.toldAt()
        .flatMap(
            toldAt -> {
              Instant end = facts.paymentWait().end(toldAt, zone, facts.profile(), facts.question().extraHolidays());
              var why = Why.PAYMENT_WAITING.with(toldAt.atZone(zone).toLocalDate(), end.atZone(zone).toLocalDate());
              return Optional.of(end).filter(now::isBefore).map(_ -> untilTomorrow(end, zone, now, why));
            });
  }

  private static Objection untilTomorrow(Instant end, ZoneId zone, Instant now, Sentence why) {
    Instant tomorrow = now.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
    return new Objection.NotBefore(end.isBefore(tomorrow) ? end : tomorrow, why);
  }
}
