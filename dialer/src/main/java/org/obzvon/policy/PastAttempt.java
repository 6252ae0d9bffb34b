package org.obzvon.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.obzvon.contact.ContactOrigin;
import org.obzvon.register.Account;
import org.obzvon.register.Phone;

/// An attempt as the contact limits count it.
///
/// @param households the attempt's household, and the one to which its account belongs today
/// @param phones the number used; for an attempt that was only just allowed, every number it may use
public record PastAttempt(UUID attempt, Set<UUID> households, Set<Phone> phones, What what, Fate fate, Times times) {
  /// No conversation about a debt is longer; an attempt that is open for longer waits for the sweep of lost attempts.
  private static final Duration LONGEST_CALL = Duration.ofHours(4);
  /// A gateway accepts a message within seconds; its delivery report may take days, and we do not wait for it.
  private static final Duration LONGEST_SUBMISSION = Duration.ofMinutes(10);

  public PastAttempt {
    households = Set.copyOf(households);
    phones = Set.copyOf(phones);
  }

  public record What(Medium medium, ContactOrigin.Kind origin) {}

  public Medium medium() {
    return what.medium();
  }

  /// @param placed when the attempt was written, immediately before it was placed
  public record Times(Instant placed, Optional<Instant> answered) {}

  public enum Fate {
    /// The attempt is still going on, or its report has not come yet.
    OPEN,
    /// The call was answered, or the message was delivered.
    ANSWERED,
    /// The attempt went out and was not answered.
    UNANSWERED,
    /// A person answered and said that the debtor cannot be found at the number.
    WRONG_NUMBER,
    /// The attempt never got as far as the debtor: a fault on our own side, or a number that does not exist.
    NEVER_WENT_OUT,
    /// Nobody knows how the attempt ended.
    LOST
  }

  public boolean concerns(Account account) {
    return households.contains(account.household())
        || account.subscriber().phones().stream().anyMatch(phones::contains);
  }

  /// Returns true for a call to a stranger at a number that was thought to be this household's and has been suppressed
  /// since. The call counts for others who have the number, but it called nobody of this household.
  public boolean missed(UUID household, Set<Phone> stopped) {
    return fate == Fate.WRONG_NUMBER && households.contains(household) && stopped.containsAll(phones);
  }

  /// Returns true if the attempt counts, or may yet come to count.
  public boolean counts(Limits.Count count) {
    return switch (fate) {
      case OPEN, ANSWERED, WRONG_NUMBER, LOST -> true;
      case UNANSWERED -> count == Limits.Count.ATTEMPTS;
      case NEVER_WENT_OUT -> false;
    };
  }

  /// Returns the instant at which the attempt counts: as an attempt, when it was placed; as a conversation, when it was
  /// answered, or now if it is open, because it may be answered at this very moment.
  public Instant at(Limits.Count count, Instant now) {
    return switch (count) {
      case ATTEMPTS -> times.placed();
      case CONVERSATIONS -> fate == Fate.OPEN ? now : times.answered().orElse(times.placed());
    };
  }

  public boolean isOpen() {
    return fate == Fate.OPEN;
  }

  /// Returns true if the attempt is open and so young that its end is still to be expected. After that it counts as
  /// what it may become.
  public boolean isUnderWay(Instant now) {
    Duration longest = medium() == Medium.CALL ? LONGEST_CALL : LONGEST_SUBMISSION;
    return isOpen() && now.isBefore(times.placed().plus(longest));
  }
}
