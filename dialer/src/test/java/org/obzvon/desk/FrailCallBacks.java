package org.obzvon.desk;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/// Real call-backs whose store fails once on request, at the worst moment, and works again afterwards.
final class FrailCallBacks implements CallBacks {
  enum Goes {
    BEFORE_THE_LAST_WORD,
    BEFORE_THE_COMMIT,
    AFTER_THE_COMMIT
  }

  private final CallBacks real;
  Optional<Goes> goes = Optional.empty();

  FrailCallBacks(CallBacks real) {
    this.real = real;
  }

  @Override
  public Optional<Instant> permitted(UUID attempt, Instant from) {
    return real.permitted(attempt, from);
  }

  @Override
  public boolean keep(UUID attempt, Instant at, Optional<UUID> operator, BooleanSupplier last) {
    Optional<Goes> now = goes;
    goes = Optional.empty();
    boolean kept = real.keep(
        attempt, at, operator,
        () -> {
          away(now, Goes.BEFORE_THE_LAST_WORD);
          boolean word = last.getAsBoolean();
          away(now, Goes.BEFORE_THE_COMMIT);
          return word;
        });
    away(now, Goes.AFTER_THE_COMMIT);
    return kept;
  }

  private static void away(Optional<Goes> now, Goes when) {
    if (now.filter(when::equals).isPresent()) {
      throw new IllegalStateException("the store is away");
    }
  }

  @Override
  public int release(Set<UUID> present, Instant now) {
    return real.release(present, now);
  }
}
