package org.obzvon.policy;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Times in which a line called so many numbers dead that it is believed of none of them.
public interface LineDoubts {

  /// @param dead numbers that were called dead
  /// @param tries those and the ones that got through
  /// @param first when the first was called dead
  record Count(int dead, int tries, Optional<Instant> first) {
    public static final Count NONE = new Count(0, 0, Optional.empty());

    public double share() {
      return tries == 0 ? 0 : (double) dead / tries;
    }
  }

  /// @param count as it stood last
  record Doubt(String line, Instant since, Count count) {}

  /// What the tries say that were written from one instant to before another; lines without any are left out.
  Map<String, Count> counts(Collection<String> lines, Instant from, Instant to);

  /// Those that go on.
  List<Doubt> open();

  /// Begins a doubt or keeps it open. Returns true when it begins.
  boolean keep(Doubt doubt);

  /// Returns true when a doubt went on.
  boolean end(String line, Instant at);
}
