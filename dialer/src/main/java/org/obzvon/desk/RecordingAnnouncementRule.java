package org.obzvon.desk;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Contact;
import org.obzvon.contact.OpenAttempts;
import org.obzvon.policy.Profiles;

/// Decides whether a debtor must be told before their talk with an operator is recorded: the contact policy of the
/// contact demands it, or it is not known which policy applies.
public final class RecordingAnnouncementRule implements Predicate<UUID> {
  private final OpenAttempts attempts;
  private final Function<Contact, Optional<String>> policies;
  private final Profiles profiles;

  /// @param policies the id of a contact's policy; empty when its campaign is not known
  public RecordingAnnouncementRule(
      OpenAttempts attempts, Function<Contact, Optional<String>> policies, Profiles profiles) {
    this.attempts = attempts;
    this.policies = policies;
    this.profiles = profiles;
  }

  /// Returns whether the recording of this attempt's talk must be announced.
  @Override
  public boolean test(UUID attempt) {
    return attempts.findClosedToo(attempt)
        .map(Attempt::contact)
        .flatMap(policies)
        .flatMap(profiles::find)
        .map(profile -> profile.conduct().announceRecording().isPresent())
        .orElse(true);
  }
}
