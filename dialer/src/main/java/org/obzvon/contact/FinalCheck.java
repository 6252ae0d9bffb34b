package org.obzvon.contact;

import java.time.Duration;
import java.time.InstantSource;

/// The last check of a written attempt, made just before the debtor would be reached when time has passed since the
/// policy allowed it: meanwhile they may have paid or asked for no more contact, the campaign may have been paused, or
/// the permitted hour may be over.
@FunctionalInterface
public interface FinalCheck {

  /// Whether this attempt may still reach the debtor at its number. Blocks for a few short reads of the store.
  boolean allows(Attempt attempt);

  /// Returns the same check, but without asking about an attempt written no longer ago than `fresh`.
  default FinalCheck unlessFresh(Duration fresh, InstantSource clock) {
    return attempt -> Duration.between(attempt.writtenAt(), clock.instant()).compareTo(fresh) <= 0 || allows(attempt);
  }
}
