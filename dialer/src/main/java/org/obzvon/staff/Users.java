package org.obzvon.staff;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.register.Language;

/// The users as they are stored.
public interface Users {

  /// By login, in any letter case; also who is not active any more.
  Optional<User> byLogin(String login);

  Optional<User> byId(UUID id);

  /// By login.
  List<User> all();

  /// False when the login or the telephone is somebody's already; nothing is stored then.
  ///
  /// @param oneTimeUntil how long the password, which somebody else chose, opens the door
  boolean add(User user, String passwordHash, Instant oneTimeUntil);

  /// Everything but the login and the password. False when another active user has the telephone.
  boolean change(User user);

  /// Nothing else changes, whatever somebody else changes at the same time.
  void setLanguage(UUID id, Language language);

  String passwordHash(UUID id);

  /// @param oneTimeUntil how long a password that somebody else chose opens the door; it must be replaced at the next
  ///     sign-in. Empty for the user's own
  void setPassword(UUID id, String hash, Optional<Instant> oneTimeUntil);

  /// Uses a one-time password up. False when it was used before or its time is over.
  boolean useOneTime(UUID id, Instant now);
}
