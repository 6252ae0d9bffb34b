package org.obzvon.backup;

import java.nio.file.Path;
import java.time.Instant;
import org.obzvon.register.Progress;

/// The whole database in one file, for the embedded server and any other alike: a backup of one can be restored into
/// the other.
public interface Archive {

  /// Writes a backup while the service goes on working.
  ///
  /// @throws org.obzvon.document.BadInput when the file exists or cannot be written; no file is left then
  Summary backup(Path file, Progress progress);

  /// Restores a backup into an empty database, brings its tables up to date and pauses all campaigns.
  ///
  /// @throws org.obzvon.document.BadInput when the file is truncated or altered, the database is not empty or the
  ///     schema is newer than this program; the database is left as it was
  Summary restore(Path file, Progress progress);

  /// @param takenAt moment whose state the file holds
  /// @param rows of all tables together
  /// @param bytes size of the file
  record Summary(Instant takenAt, String schemaVersion, int tables, long rows, long bytes) {}
}
