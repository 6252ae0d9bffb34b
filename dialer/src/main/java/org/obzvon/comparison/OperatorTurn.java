package org.obzvon.comparison;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// One operator's turn with one debtor, as the desk kept it.
///
/// @param operator as the report calls him
public record OperatorTurn(String operator, UUID account, Times times, Result result) {

  /// @param answered by the operator; empty when he missed it
  public record Times(Instant rang, Optional<Instant> answered, Optional<Instant> ended, Optional<Instant> wrappedUp) {

    public Duration talk() {
      return between(answered, ended);
    }

    public Duration wrapUp() {
      return answered.isPresent() ? between(ended, wrappedUp) : Duration.ZERO;
    }

    /// The last moment known of it.
    Instant last() {
      return wrappedUp.or(() -> ended).or(() -> answered).orElse(rang);
    }

    private static Duration between(Optional<Instant> from, Optional<Instant> to) {
      return from.isPresent() && to.isPresent() && to.get().isAfter(from.get())
          ? Duration.between(from.get(), to.get())
          : Duration.ZERO;
    }
  }

  /// @param reached it was the subscriber
  public record Result(boolean reached, boolean promised) {}
}
