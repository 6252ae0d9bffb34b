package org.obzvon.comparison;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// One operator's turn with one debtor, as the desk recorded it.
///
/// @param operator the name that the report uses for them
public record OperatorTurn(String operator, UUID account, Times times, Result result) {

  /// @param answered by the operator; empty when they missed it
  public record Times(Instant rang, Optional<Instant> answered, Optional<Instant> ended, Optional<Instant> wrappedUp) {

    public Duration talk() {
      return between(answered, ended);
    }

    public Duration wrapUp() {
      return answered.isPresent() ? between(ended, wrappedUp) : Duration.ZERO;
    }

    /// Returns the last known moment of the turn.
    Instant last() {
      return wrappedUp.or(() -> ended).or(() -> answered).orElse(rang);
    }

    private static Duration between(Optional<Instant> from, Optional<Instant> to) {
      return from.isPresent() && to.isPresent() && to.get().isAfter(from.get())
          ? Duration.between(from.get(), to.get())
          : Duration.ZERO;
    }
  }

  /// @param reached the operator spoke with the subscriber
  public record Result(boolean reached, boolean promised) {}
}
