package org.obzvon.policy;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Periods in which a line reported so many numbers as dead that none of its reports is believed.
public interface DeadNumberDoubts {

  /// @param dead numbers that were reported as dead
  /// @param tries the dead numbers and those that got through
  /// @param first when the first number was reported as dead
  record Count(int dead, int tries, Optional<Instant> first) {
    public static final Count NONE = new Count(0, 0, Optional.empty());

    public double share() {
      return tries == 0 ? 0 : (double) dead / tries;
    }
  }

  /// @param count the newest count
  record Doubt(String line, Instant since, Count count) {}

  /// Counts the tries that were written from one instant to before another, by line. Lines without any are left out.
  Map<String, Count> counts(Collection<String> lines, Instant from, Instant to);

  /// Returns the doubts that have not ended.
  List<Doubt> open();

  /// Begins a doubt or keeps it open. Returns true if it begins.
  boolean keep(Doubt doubt);

  /// Ends the line's doubt. Returns true if there was an open one.
  boolean end(String line, Instant at);
}
