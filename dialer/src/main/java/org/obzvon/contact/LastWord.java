package org.obzvon.contact;

import java.time.Duration;
import java.time.InstantSource;

/// Asked about a written attempt when time has passed since the policy allowed it, in the moment before the debtor
/// would be reached: meanwhile he may have paid or asked for no more contact, the campaign may have been paused, or the
/// permitted hour may be over.
@FunctionalInterface
public interface LastWord {

  /// Whether the debtor may still be reached by this attempt at its number. Blocks for a few short reads of the store.
  boolean allows(Attempt attempt);

  /// The same, but nothing is asked about an attempt that was written no longer ago than this.
  default LastWord unlessFresh(Duration fresh, InstantSource clock) {
    return attempt ->
        Duration.between(attempt.writtenAt(), clock.instant()).compareTo(fresh) <= 0 || allows(attempt);
  }
}
