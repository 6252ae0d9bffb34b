package org.obzvon.policy;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.register.Phone;

/// A suppression (stop entry) as it is stored.
///
/// @param source the person or thing that added it, in words
/// @param term from when until when it holds; without an end it holds until it is lifted
public record Suppression(
    UUID id, Target target, StopKind kind, String note, String source, Term term) {

  public record Term(Instant since, Optional<Instant> until, Optional<Instant> liftedAt) {
    public boolean holds(Instant at) {
      return liftedAt.isEmpty() && until.filter(end -> !at.isBefore(end)).isEmpty();
    }
  }

  /// A number, or an account and with it its whole household, including accounts that join the household later.
  public sealed interface Target {
    record Number(Phone phone) implements Target {}

    record Household(UUID account) implements Target {}
  }

  /// The origin of a new suppression. An attempt gives one entry of a kind and target, however often it is reported;
  /// the same attempt does not add a lifted entry again.
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
