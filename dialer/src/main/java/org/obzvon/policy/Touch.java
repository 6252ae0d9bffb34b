package org.obzvon.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.obzvon.contact.Ground;
import org.obzvon.register.Account;
import org.obzvon.register.Phone;

/// An attempt as the limits see it.
///
/// @param households that of the attempt, and that to which its account belongs today
/// @param phones the number used; of an attempt that is only just allowed, every number it may use
public record Touch(UUID attempt, Set<UUID> households, Set<Phone> phones, What what, Fate fate, Times times) {
  /// No conversation about a debt is longer; what is open for longer waits for the sweep of lost attempts.
  private static final Duration LONGEST_CALL = Duration.ofHours(4);
  /// A gateway takes a message within seconds; its receipt may take days and is not waited for.
  private static final Duration LONGEST_SUBMISSION = Duration.ofMinutes(10);

  public Touch {
    households = Set.copyOf(households);
    phones = Set.copyOf(phones);
  }

  public record What(Medium medium, Ground.Kind ground) {}

  public Medium medium() {
    return what.medium();
  }

  /// @param placed when the attempt was written, immediately before it was placed
  public record Times(Instant placed, Optional<Instant> answered) {}

  public enum Fate {
    /// Still going on, or its report has not come yet.
    OPEN,
    /// Answered, or delivered.
    ANSWERED,
    /// It went out and was not answered.
    UNANSWERED,
    /// Answered by somebody who said that the debtor is not to be found at the number.
    WRONG_NUMBER,
    /// It never got as far as the debtor: a fault of our own side, or a number that does not exist.
    NEVER_WENT_OUT,
    /// Nobody knows.
    LOST
  }

  public boolean concerns(Account account) {
    return households.contains(account.household())
        || account.subscriber().phones().stream().anyMatch(phones::contains);
  }

  /// Returns true for a call to a stranger at a number that was taken for one of this household and is stopped since: it
  /// counts for whomever else has the number, and nobody of the household was called by it.
  public boolean missed(UUID household, Set<Phone> stopped) {
    return fate == Fate.WRONG_NUMBER && households.contains(household) && stopped.containsAll(phones);
  }

  /// Whether it counts, or may yet come to count.
  public boolean counts(Limits.Count count) {
    return switch (fate) {
      case OPEN, ANSWERED, WRONG_NUMBER, LOST -> true;
      case UNANSWERED -> count == Limits.Count.ATTEMPTS;
      case NEVER_WENT_OUT -> false;
    };
  }

  /// The instant to which it is counted. An open attempt may be answered at this very moment.
  public Instant at(Limits.Count count, Instant now) {
    return switch (count) {
      case ATTEMPTS -> times.placed();
      case CONVERSATIONS -> fate == Fate.OPEN ? now : times.answered().orElse(times.placed());
    };
  }

  public boolean isOpen() {
    return fate == Fate.OPEN;
  }

  /// Open, and so young that its end is still to be expected; afterwards it is taken for what it may become.
  public boolean isUnderWay(Instant now) {
    Duration longest = medium() == Medium.CALL ? LONGEST_CALL : LONGEST_SUBMISSION;
    return isOpen() && now.isBefore(times.placed().plus(longest));
  }
}
