package org.obzvon.staff;

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
  boolean add(User user, String passwordHash);

  /// Everything but the login and the password. False when another active user has the telephone.
  boolean change(User user);

  /// Nothing else changes, whatever somebody else changes at the same time.
  void setLanguage(UUID id, Language language);

  String passwordHash(UUID id);

  /// @param change it must be replaced at the next sign-in
  void setPassword(UUID id, String hash, boolean change);
}
