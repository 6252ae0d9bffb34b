package org.obzvon.comparison;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/// Stores the plans registered before a campaign began, and who looked at its results when. Nothing is ever changed or
/// deleted.
public interface Registrations {

  /// Stores a plan as the next version. Returns false and stores nothing if it is word for word the last one.
  boolean register(UUID campaign, RegisteredPlan plan, Instant now);

  /// Returns the versions in the order of registration; empty for a campaign that was never started.
  List<Version> versions(UUID campaign);

  void note(UUID campaign, Look look);

  /// Returns the looks in the order of time.
  List<Look> looks(UUID campaign);

  record Version(int version, RegisteredPlan plan, Instant at) {}

  /// @param freshTo payments were known up to this moment
  record Look(
      Instant at, Optional<Instant> freshTo, Asked asked, boolean withheld, List<ArmCount> arms,
      List<Difference> differences) {
    public Look {
      arms = List.copyOf(arms);
      differences = List.copyOf(differences);
    }
  }

  /// The question of the look: only looks with the same question can be compared.
  record Asked(int windowDays, PayerRule payer) {}

  /// @param paid empty while it is not known
  record ArmCount(String arm, int accounts, OptionalInt paid) {}

  /// An arm against the baseline with its any-time interval; NaN if withheld or unknown.
  record Difference(String arm, String baseline, double difference, Interval anytime, double p) {}
}
