package org.obzvon.backup;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Restores that led to this database. No campaign starts until a person confirms the restore.
public interface Restorations {
  Optional<Restoration> unconfirmed();

  /// Confirms the restore and resumes the campaigns that it paused, except those that somebody changed meanwhile.
  /// Returns false when nothing waits for a confirmation.
  boolean confirm(String by, Instant now);

  /// @param takenAt moment whose state was restored; what happened after it is missing
  /// @param paused names of the campaigns that ran then
  record Restoration(Instant takenAt, Instant restoredAt, List<String> paused) {}
}
