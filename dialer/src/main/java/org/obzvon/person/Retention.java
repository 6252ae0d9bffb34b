package org.obzvon.person;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Removes personal data after its retention term, in small transactions, and stores the counts of each run.
public interface Retention {
  int MOST_RUNS = 50;

  /// Returns what a run would remove now. Changes nothing.
  List<Removed> preview(RetentionTerms terms);

  /// Runs the removal. A run that is aborted has done a part; the next one does the rest.
  Run run(RetentionTerms terms, String by);

  /// Returns the newest runs first, [#MOST_RUNS] at most.
  List<Run> runs();

  /// Returns when the newest completed run began; before the first one, when this installation got this feature.
  Instant lastDone();

  /// @param kind such as `TEXT`, or `RECORDING`
  /// @param place table in which something was removed
  /// @param count rows; for names and telephones: accounts
  record Removed(String kind, String place, long count) {}

  /// @param endedAt empty while it runs, and when it was aborted
  record Run(UUID id, Instant beganAt, Optional<Instant> endedAt, String by, List<Removed> removed) {}
}
