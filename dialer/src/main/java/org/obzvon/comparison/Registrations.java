package org.obzvon.comparison;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/// Keeps what was laid down before a campaign began, and who looked at its results when. Nothing is ever changed or
/// taken away.
public interface Registrations {

  /// Stores a plan as the next version, unless it is word for word the last one. Returns whether it was stored.
  boolean register(UUID campaign, RegisteredPlan plan, Instant now);

  /// In the order of registration; empty for a campaign that was never started.
  List<Version> versions(UUID campaign);

  void note(UUID campaign, Look look);

  /// In the order of time.
  List<Look> looks(UUID campaign);

  record Version(int version, RegisteredPlan plan, Instant at) {}

  /// @param freshTo payments were known up to here
  record Look(
      Instant at, Optional<Instant> freshTo, Asked asked, boolean withheld, List<ArmCount> arms,
      List<Difference> differences) {
    public Look {
      arms = List.copyOf(arms);
      differences = List.copyOf(differences);
    }
  }

  /// What the look asked: only looks that asked the same can be held side by side.
  record Asked(int windowDays, PayerRule payer) {}

  /// @param paid empty while it is not known
  record ArmCount(String arm, int accounts, OptionalInt paid) {}

  /// An arm against the baseline with its any-time interval; NaN where withheld or not known.
  record Difference(String arm, String baseline, double difference, Interval anytime, double p) {}
}
