package org.obzvon.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/// Call-backs promised to debtors. They become contacts of the same campaign and are called by operators.
public interface CallBacks {

  /// Returns the first permitted instant, not before `from`, for a call-back after this attempt. It is empty when the
  /// policy permits none within [#LONGEST_DAYS] days.
  Optional<Instant> permitted(UUID attempt, Instant from);

  /// Stores a call-back. Returns false when one is stored for this attempt already, or the attempt is unknown.
  ///
  /// @param operator who promised it; empty: any operator
  /// @param last asked once, just before the commit; when it returns false, nothing is stored
  boolean keep(UUID attempt, Instant at, Optional<UUID> operator, BooleanSupplier last);

  default boolean keep(UUID attempt, Instant at, Optional<UUID> operator) {
    return keep(attempt, at, operator, () -> true);
  }

  /// Opens call-backs to other operators when the operator who promised them is still absent a quarter of an hour after
  /// their time.
  int release(Set<UUID> present, Instant now);

  int LONGEST_DAYS = 14;

  /// Rounds up to the next quarter of an hour, as people make appointments. The policy must be asked again for the
  /// result.
  static Instant quarter(Instant at) {
    long step = Duration.ofMinutes(15).toSeconds();
    return Instant.ofEpochSecond((at.getEpochSecond() + step - 1) / step * step);
  }

  /// Returns the first permitted quarter of an hour that is not before `from`.
  default Optional<Instant> proposed(UUID attempt, Instant from) {
    return permitted(attempt, quarter(from)).flatMap(first -> permitted(attempt, quarter(first)));
  }
}
