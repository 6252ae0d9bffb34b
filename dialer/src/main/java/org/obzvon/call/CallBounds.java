package org.obzvon.call;

import java.time.Duration;

/// How long the end of a call is waited for. Whatever gets lost, a call is reported at the latest
/// `ring + ringGrace + longest + 2 * askEvery` after it was opened; see [#latest].
///
/// @param ringGrace beyond the ring time-out, before the exchange is asked what became of a silent call
/// @param settle after the end of a call, for what still belongs to it and was overtaken: an answer, a conversation
/// @param dialogueGrace after the end of a call, for the end of a conversation that had begun
/// @param word after the end of a call in which an operator talked to the debtor, for what the operator writes down
/// @param longest conversation and operator together; a call that outlives it is hung up
/// @param askEvery between two questions to the exchange about the same call
public record CallBounds(
    Duration ringGrace, Duration settle, Duration dialogueGrace, Duration word, Duration longest, Duration askEvery) {

  /// Ring grace covers an exchange that is slow to send (events held for seconds are known); one hour is longer than
  /// any talk about a bill.
  public static final CallBounds USUAL =
      new CallBounds(
          Duration.ofSeconds(15), Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofMinutes(5),
          Duration.ofHours(1), Duration.ofSeconds(20));

  public CallBounds {
    if (settle.compareTo(dialogueGrace) > 0) {
      throw new IllegalArgumentException("settle must not be longer than dialogueGrace");
    }
  }

  /// From the opening of a call to its report, at the most.
  public Duration latest(Duration ring) {
    return ring.plus(ringGrace).plus(longest).plus(askEvery.multipliedBy(2));
  }
}
