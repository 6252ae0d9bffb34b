package org.obzvon.queue;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.obzvon.contact.Contact;

/// Tells which contacts are ready to be called by the robot.
public interface ContactReadiness {

  /// Used where calls need no preparation.
  ContactReadiness ALWAYS = new ContactReadiness() {
    @Override
    public Optional<Set<UUID>> among(UUID campaign) {
      return Optional.empty();
    }

    @Override
    public void taken(Collection<Contact> leased) {}
  };

  /// Returns the campaign's contacts that may be leased; empty: every one.
  Optional<Set<UUID>> among(UUID campaign);

  /// Notes that these contacts were leased and must not be leased again before they are checked anew.
  void taken(Collection<Contact> leased);
}
