package org.obzvon.policy;

import java.time.Instant;
import java.util.List;

/// Keeps every answer, with the version of the profile that gave it.
public interface DecisionLog {

  /// All or none, in a fixed number of statements. What only repeats is left out: a deferral with the same contact
  /// (or campaign, account and step), rule and end; a refusal while planning that was stored within the last day.
  void store(Moment moment, Instant askedAt, List<Ruling> rulings);

  /// @param profileVersion empty when there is no such profile
  record Ruling(Answer answer, String profileVersion) {}
}
