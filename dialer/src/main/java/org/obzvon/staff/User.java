package org.obzvon.staff;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.obzvon.register.Language;

/// Somebody who may sign in.
///
/// @param login in small letters
/// @param telephone where an operator is rung
/// @param speaks languages an operator takes calls in
public record User(
    UUID id, String login, String name, Role role, Language language, Optional<Telephone> telephone,
    Set<Language> speaks, Standing standing) {
  public User {
    speaks = Set.copyOf(speaks);
  }

  /// @param exchange it is registered at
  /// @param endpoint as that exchange dials it: PJSIP/101
  public record Telephone(String exchange, String endpoint) {}

  /// @param changePassword somebody else chose the password; nothing works before it is replaced
  public record Standing(boolean changePassword, boolean active, Instant createdAt) {}
}
