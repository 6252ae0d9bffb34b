package org.obzvon.policy;

import java.time.Instant;
import java.util.List;

/// Stores every answer, with the version of the profile that gave it.
public interface DecisionLog {

  /// Stores all the rulings or none, in a fixed number of statements. It leaves out repetitions: a deferral with the
  /// same contact (or campaign, account and step), rule and end; a refusal while planning that was stored within the
  /// last day.
  void store(DecisionPoint moment, Instant askedAt, List<Ruling> rulings);

  /// @param profileVersion empty when there is no such profile
  record Ruling(PolicyAnswer answer, String profileVersion) {}
}
