package org.obzvon.desk;

import java.time.Instant;

/// Where recordings lie.
@FunctionalInterface
public interface RecordingShelf {
  /// The exchange's machine keeps them, and clears them away itself.
  RecordingShelf ELSEWHERE = _ -> 0;

  /// Removes recordings that nothing was added to since then. Returns how many; what cannot be removed is left for the
  /// next time, with a line in the log.
  int clear(Instant lastWrittenBefore);
}
