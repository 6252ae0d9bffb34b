package org.obzvon.staff;

import java.util.Optional;
import java.util.UUID;

/// The person or program that gave a command, for the log.
///
/// @param name login of a user, name of a key, or 'command line'
public record Actor(String name, Optional<UUID> user, Optional<UUID> key) {
  public static final Actor COMMAND_LINE = new Actor("command line", Optional.empty(), Optional.empty());

  /// The actor of a request that was not let in.
  public static final Actor NOBODY = new Actor("nobody", Optional.empty(), Optional.empty());

  /// The actor of the service's own actions.
  public static final Actor SERVICE = new Actor("service", Optional.empty(), Optional.empty());
}
