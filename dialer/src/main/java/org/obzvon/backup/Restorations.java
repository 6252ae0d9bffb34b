package org.obzvon.backup;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The times this database was restored from a backup. After a restore no campaign runs until a person confirms it.
public interface Restorations {
  Optional<Restoration> unconfirmed();

  /// Confirms the restore and resumes the campaigns that it paused, except those that somebody changed meanwhile.
  /// Returns false when nothing waits for a confirmation.
  boolean confirm(String by, Instant now);

  /// @param takenAt moment whose state was restored; what happened after it is missing
  /// @param paused names of the campaigns that ran then
  record Restoration(Instant takenAt, Instant restoredAt, List<String> paused) {}
}
