package org.obzvon.staff;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.register.Language;

/// The stored users.
public interface Users {

  /// Returns the user by login, in any letter case, including inactive users.
  Optional<User> byLogin(String login);

  Optional<User> byId(UUID id);

  /// Returns all users, sorted by login.
  List<User> all();

  /// Adds the user. Returns false and stores nothing when somebody has the login or the telephone already.
  ///
  /// @param oneTimeUntil end of the validity of the password, which somebody else chose
  boolean add(User user, String passwordHash, Instant oneTimeUntil);

  /// Changes everything but the login and the password. Returns false when another active user has the telephone.
  boolean change(User user);

  /// Changes only the language, even when somebody else changes the user at the same time.
  void setLanguage(UUID id, Language language);

  String passwordHash(UUID id);

  /// @param oneTimeUntil end of the validity of a password that somebody else chose; it must be replaced at the next
  ///     sign-in. Empty for the user's own
  void setPassword(UUID id, String hash, Optional<Instant> oneTimeUntil);

  /// Uses up a one-time password. Returns false when it was used before or has expired.
  boolean useOneTime(UUID id, Instant now);
}
