package org.obzvon.comparison;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.register.Language;

/// Stores the newest report of each campaign as its page shows it, and the run that makes the next one. There is at most
/// one run of a campaign over all nodes.
public interface StoredReports {
  /// A run that was silent for longer is taken for dead, and another may begin.
  Duration LONGEST_SILENCE = Duration.ofSeconds(30);

  /// @param node on which it was made
  /// @param freshTo payments were known up to this moment
  /// @param html content of the page in one language
  record Page(Instant madeAt, String node, Optional<Instant> freshTo, String html) {}

  /// A report as it is stored.
  ///
  /// @param pages content of the page in each language
  record Finished(Instant madeAt, Optional<Instant> freshTo, Map<Language, String> pages, String json) {}

  record Run(UUID id, UUID campaign, String node) {}

  /// How far a run is.
  ///
  /// @param accounts that were read; `expected` is zero until it is known
  record Reached(int accounts, int expected) {}

  /// What is known of the last run of a campaign that left no report.
  sealed interface State {
    record Running(Instant since, Reached reached) implements State {}

    /// @param why in English
    record Failed(Instant at, String why) implements State {}
  }

  Optional<Page> page(UUID campaign, Language language);

  /// Returns empty if no run is alive and the last one did not fail.
  Optional<State> state(UUID campaign, Instant now);

  /// Begins a run. Returns false if another one is alive.
  boolean begin(Run run, Instant now);

  /// Notes that the run is alive and how far it is.
  void alive(Run run, Reached reached, Instant now);

  /// Ends the run and stores its report, unless a newer one is stored.
  void finish(Run run, Finished report);

  void fail(Run run, String why, Instant now);

  /// Ends the run without a trace.
  void abandon(Run run);
}
