package org.obzvon.rehearsal;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;
import org.obzvon.contact.NonPaymentReason;

/// Decides what a debtor says once they are reached. It follows their potential outcome: a debtor who would pay soon
/// under their arm usually promises it and keeps the promise; some of the others promise and break it. So promises have
/// no effect of their own.
final class SimulatedTalk {
  private final PotentialPayDays payDays;

  SimulatedTalk(PotentialPayDays payDays) {
    this.payDays = payDays;
  }

  sealed interface Said {
    /// @param inDays 0 for today
    record WillPay(int inDays) implements Said {}

    record Because(NonPaymentReason reason) implements Said {}

    record CallNoMore() implements Said {}

    record WantsPerson() implements Said {}

    record OnlyListened() implements Said {}
  }

  /// @param today the day in the debtor's zone
  /// @param horizon the latest promise that the debtor is offered, in days
  Said said(Debtor debtor, String arm, LocalDate today, int horizon, Chance chance) {
    if (chance.happens(debtor.nature().optsOut())) {
      return new Said.CallNoMore();
    }
    OptionalInt day = payDays.dayOf(debtor, arm);
    long inDays = 0;
    if (day.isPresent()) {
      LocalDate pays = payDays.population().start().plusDays(day.getAsInt());
      inDays = ChronoUnit.DAYS.between(today, pays);
      if (inDays < 0) {
        return new Said.Because(NonPaymentReason.ALREADY_PAID);
      }
    }
    boolean soon = day.isPresent() && inDays <= horizon;
    if (soon && chance.happens(0.85)) {
      return new Said.WillPay((int) inDays);
    }
    if (!soon && chance.happens(0.12)) {
      return new Said.WillPay(chance.between(0, horizon));
    }
    return withoutPromise(debtor, chance);
  }

  private static Said withoutPromise(Debtor debtor, Chance chance) {
    double draw = chance.next();
    if (draw < 0.08) {
      return new Said.WantsPerson();
    }
    return draw < 0.68 ? new Said.Because(debtor.nature().reason()) : new Said.OnlyListened();
  }
}
