package org.obzvon.staff;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.obzvon.register.Language;

/// A person who may sign in.
///
/// @param login in lower case
/// @param telephone phone on which an operator is rung
/// @param speaks languages in which an operator takes calls
public record User(
    UUID id, String login, String name, Role role, Language language, Optional<Telephone> telephone,
    Set<Language> speaks, Standing standing) {
  public User {
    speaks = Set.copyOf(speaks);
  }

  /// @param exchange exchange at which the phone is registered
  /// @param endpoint name by which that exchange dials it: PJSIP/101
  public record Telephone(String exchange, String endpoint) {}

  /// @param changePassword somebody else chose the password; nothing works before it is replaced
  public record Standing(boolean changePassword, boolean active, Instant createdAt) {}
}
