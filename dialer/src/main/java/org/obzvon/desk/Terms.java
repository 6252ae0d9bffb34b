package org.obzvon.desk;

import java.time.Duration;

/// The waits of the desk.
///
/// @param ring how long an operator's telephone may ring for a campaign's debtor
/// @param seeking how long one operator after the other is rung for a campaign's debtor before he is put back
/// @param reading how long a debtor may lie before an operator undialled
/// @param offer the same for a call-back that he promised and did not ask for now: he may have left his place
/// @param again after which time he is offered it again
/// @param wrapUp how long an operator may take to write down what came of a call; afterwards he is paused, and a
///     campaign's attempt is closed as lost, for nobody has said whether the subscriber was reached
public record Terms(
    Duration ring, Duration seeking, Duration reading, Duration offer, Duration again, Duration wrapUp) {
  /// Fifteen seconds are three to four rings.
  public static final Terms USUAL =
      new Terms(
          Duration.ofSeconds(15), Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofMinutes(2),
          Duration.ofMinutes(5), Duration.ofMinutes(5));
}
