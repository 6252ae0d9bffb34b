package org.obzvon.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/// Calls that are promised to debtors; they become contacts of the same campaign, called by operators.
public interface CallBacks {

  /// The first permitted instant not before `from` for a call-back after this attempt; empty when the policy permits
  /// none within [#LONGEST_DAYS] days.
  Optional<Instant> permitted(UUID attempt, Instant from);

  /// False when one was kept for this attempt already, or it is unknown.
  ///
  /// @param operator who promised; empty: any
  /// @param last asked once, when nothing is left to do but to commit; where it says no, nothing is stored
  boolean keep(UUID attempt, Instant at, Optional<UUID> operator, BooleanSupplier last);

  default boolean keep(UUID attempt, Instant at, Optional<UUID> operator) {
    return keep(attempt, at, operator, () -> true);
  }

  /// Lets others have the call-backs of operators who are not there a quarter of an hour after their time.
  int release(Set<UUID> present, Instant now);

  int LONGEST_DAYS = 14;

  /// The next quarter of an hour, as people make appointments. The policy has to be asked for it anew.
  static Instant quarter(Instant at) {
    long step = Duration.ofMinutes(15).toSeconds();
    return Instant.ofEpochSecond((at.getEpochSecond() + step - 1) / step * step);
  }

  /// The first permitted quarter of an hour not before `from`.
  default Optional<Instant> proposed(UUID attempt, Instant from) {
    return permitted(attempt, quarter(from)).flatMap(first -> permitted(attempt, quarter(first)));
  }
}
