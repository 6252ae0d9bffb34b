package org.obzvon.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.obzvon.campaign.RetryRules;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactOutcome.Undeliverable;
import org.obzvon.contact.Ledger.Closed;
import org.obzvon.contact.Ledger.Closed.Try;

/// Decides whether and when a contact is tried again after an attempt has ended.
///
/// - A fault of our own side is always retried, until the contact's own time is over: first at once and in its old
///   place in the queue, where another line takes it; then after a growing pause (back-off), so that one number for
///   which every line fails does not occupy them.
/// - A number that is dead or not the subscriber's is retried at once, when the account has another number.
/// - Anything else was caused by the debtor or the network and follows the campaign's rules.
///
/// The policy is asked again before each retry.
final class Repeats {
  static final Duration FIRST_PAUSE = Duration.ofSeconds(15);
  static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

  private Repeats() {}

  /// Returns when to try again; empty when the contact is over.
  static Optional<Instant> next(Closed closed, RetryRules rules) {
    if (closed.tries().getLast().fault()) {
      return Optional.of(afterFault(closed));
    }
    if (isOfNumber(closed.report().outcome()) && closed.anotherNumber()) {
      return Optional.of(closed.report().endedAt());
    }
    return rules.next(charged(closed.tries()), closed.report().endedAt());
  }

  private static Instant afterFault(Closed closed) {
    List<Try> tries = closed.tries();
    long inARow = tries.reversed().stream().takeWhile(Try::fault).count();
    if (inARow == 1) {
      return closed.attempt().contact().window().due();
    }
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(inARow - 2, 10));
    return closed.report().endedAt().plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
  }

  /// Returns the outcomes that count. Attempts at other numbers that are dead or wrong did not reach the debtor: a rule
  /// that limits how often the debtor is called does not count them.
  private static List<ContactOutcome> charged(List<Try> tries) {
    Try last = tries.getLast();
    return tries.stream()
        .filter(one -> one == last || !one.fault() && !isOfNumber(one.outcome()))
        .map(Try::outcome)
        .toList();
  }

  /// Returns true when the outcome concerns only the number and says that it is unusable.
  static boolean isOfNumber(ContactOutcome outcome) {
    return outcome instanceof Undeliverable(var why)
        && switch (why) {
          case NO_SUCH_NUMBER, BARRED, WRONG_NUMBER, PREFIX_NOT_ALLOWED -> true;
          // A debtor who asks not to be called is not called at another number.
          case OPTED_OUT -> false;
        };
  }
}
