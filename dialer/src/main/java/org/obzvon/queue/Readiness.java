package org.obzvon.queue;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.obzvon.contact.Contact;

/// Which contacts are ready to be called by the robot.
public interface Readiness {

  /// Where calls need no preparation.
  Readiness ALWAYS =
      new Readiness() {
        @Override
        public Optional<Set<UUID>> among(UUID campaign) {
          return Optional.empty();
        }

        @Override
        public void taken(Collection<Contact> leased) {}
      };

  /// The campaign's contacts that may be leased; empty: every one.
  Optional<Set<UUID>> among(UUID campaign);

  /// These were leased and are not to be leased again before they are looked at anew.
  void taken(Collection<Contact> leased);
}
