package org.obzvon.staff;

import java.time.Instant;
import java.util.Optional;

/// The recent wrong passwords, by login and by address.
public interface SignInFailures {
  void note(String login, String address, Instant at);

  Recent ofLogin(String login, Instant since);

  Recent ofAddress(String address, Instant since);

  /// Removes the failures of a login after the right password was given.
  void forget(String login);

  record Recent(int count, Optional<Instant> last) {}
}
