package org.obzvon.call;

import java.time.Duration;

/// How long the tracker waits for the end of a call. Whatever event is lost, a call is reported at the latest
/// `ring + ringGrace + longest + 2 * askEvery` after it was opened; see [#latest].
///
/// @param ringGrace time beyond the ring time-out, before the exchange is asked what became of a silent call
/// @param settle wait after the end of a call for late events that belong to it: an answer, a conversation
/// @param dialogueGrace wait after the end of a call for the end of a conversation that had begun
/// @param word wait after the end of a call in which an operator talked to the debtor, for the operator's disposition
/// @param longest limit of conversation and operator together; a call that exceeds it is hung up
/// @param askEvery time between two questions to the exchange about the same call
public record CallBounds(
    Duration ringGrace, Duration settle, Duration dialogueGrace, Duration word, Duration longest, Duration askEvery) {

  /// The usual limits. The ring grace covers an exchange that is slow to send (some hold events back for seconds); one
  /// hour is longer than any talk about a bill.
  public static final CallBounds USUAL = new CallBounds(
      Duration.ofSeconds(15), Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofMinutes(5),
      Duration.ofHours(1), Duration.ofSeconds(20));

  public CallBounds {
    if (settle.compareTo(dialogueGrace) > 0) {
      throw new IllegalArgumentException("settle must not be longer than dialogueGrace");
    }
  }

  /// Returns the longest time from the submission of a call to the report of its outcome.
  public Duration latest(Duration ring) {
    return ring.plus(ringGrace).plus(longest).plus(askEvery.multipliedBy(2));
  }
}
