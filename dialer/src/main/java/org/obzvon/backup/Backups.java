package org.obzvon.backup;

import java.time.Instant;
import java.util.Optional;

/// The backups that were written of this database.
public interface Backups {

  /// Records a backup whose file is complete on disk.
  void record(Backup backup);

  /// Returns the moment whose state the newest backup holds; empty when there is none.
  Optional<Instant> lastTaken();

  /// @param takenAt moment whose state the file holds
  /// @param rows of all tables together
  /// @param bytes size of the file
  record Backup(Instant takenAt, Instant finishedAt, String schemaVersion, long rows, long bytes) {}
}
