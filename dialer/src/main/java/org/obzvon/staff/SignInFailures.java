package org.obzvon.staff;

import java.time.Instant;
import java.util.Optional;

/// Wrong passwords of late, by login and by address.
public interface SignInFailures {
  void note(String login, String address, Instant at);

  Recent ofLogin(String login, Instant since);

  Recent ofAddress(String address, Instant since);

  /// The right password was given.
  void forget(String login);

  record Recent(int count, Optional<Instant> last) {}
}
