package org.obzvon.staff;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The sessions in the store. Only the browser has the token; the stored value cannot be used to sign in.
public interface Sessions {

  /// @return the token of the new session
  String open(UUID user);

  /// Returns the session if its user is active and it is within both limits. This counts as a use.
  Optional<Session> find(String token);

  /// Returns the tokens that are still valid. This does not count as a use, so a page that only listens keeps no
  /// session open.
  Set<String> alive(Collection<String> tokens);

  void close(String token);

  void closeAllOf(UUID user);
}
