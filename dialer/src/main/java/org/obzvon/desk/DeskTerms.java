package org.obzvon.desk;

import java.time.Duration;

/// The time limits of the desk.
///
/// @param ring how long an operator's telephone may ring for a campaign's debtor
/// @param seeking how long operators are rung one after another for a campaign's debtor before the contact is put back
/// @param reading how long an operator may preview a debtor without dialling
/// @param offer the same for a promised call-back that is offered unasked: the operator may have left their place
/// @param again after which time the call-back is offered again
/// @param wrapUp how long an operator may take to write the disposition; afterwards they are paused, and a campaign's
///     attempt is closed as lost, because nobody said whether the subscriber was reached
public record DeskTerms(
    Duration ring, Duration seeking, Duration reading, Duration offer, Duration again, Duration wrapUp) {
  /// The usual limits. Fifteen seconds are three to four rings.
  public static final DeskTerms USUAL = new DeskTerms(
      Duration.ofSeconds(15), Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofMinutes(2),
      Duration.ofMinutes(5), Duration.ofMinutes(5));
}
