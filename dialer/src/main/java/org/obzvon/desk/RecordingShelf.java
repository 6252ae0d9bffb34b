package org.obzvon.desk;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/// The place where recordings are stored.
@FunctionalInterface
public interface RecordingShelf {
  /// The exchange's machine stores the recordings and deletes them itself.
  RecordingShelf ELSEWHERE = _ -> 0;

  /// Deletes recordings to which nothing was added since that instant. Returns how many; a recording that cannot be
  /// deleted is left for the next time, with a line in the log.
  int clear(Instant lastWrittenBefore);

  /// Returns the existing recording files of these attempts. Empty where the exchange's machine stores them.
  default List<Path> of(Collection<UUID> attempts) {
    return List.of();
  }
}
