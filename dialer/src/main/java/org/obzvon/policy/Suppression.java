package org.obzvon.policy;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.register.Phone;

/// A stop entry as it is stored.
///
/// @param source who or what put it in, in words
/// @param until empty: until it is lifted
public record Suppression(
    UUID id, Target target, StopKind kind, String note, String source, Term term) {

  public record Term(Instant since, Optional<Instant> until, Optional<Instant> liftedAt) {
    public boolean holds(Instant at) {
      return liftedAt.isEmpty() && until.filter(end -> !at.isBefore(end)).isEmpty();
    }
  }

  /// A number, or an account and with it its whole household, whoever belongs to that later.
  public sealed interface Target {
    record Number(Phone phone) implements Target {}

    record Household(UUID account) implements Target {}
  }

  /// Where a new entry comes from. An attempt gives one entry of a kind and target, however often it is reported;
  /// a lifted one is not put in again by it.
  public sealed interface Origin {
    record OfAttempt(UUID attempt) implements Origin {}

    record OfPerson(String who) implements Origin {}

    default String words() {
      return switch (this) {
        case OfAttempt(UUID attempt) -> "attempt " + attempt;
        case OfPerson(String who) -> who;
      };
    }
  }
}
