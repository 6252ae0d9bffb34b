package org.obzvon.staff;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Sessions in the store. The token is only in the browser; what is stored cannot be used to sign in.
public interface Sessions {

  /// @return the token of the new session
  String open(UUID user);

  /// Of an active user and within both limits; counts as use.
  Optional<Session> find(String token);

  /// Which of the tokens are still good. Does not count as use: what only listens keeps no session open.
  Set<String> alive(Collection<String> tokens);

  void close(String token);

  void closeAllOf(UUID user);
}
