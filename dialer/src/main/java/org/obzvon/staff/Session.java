package org.obzvon.staff;

import java.time.Duration;

/// The session of a user who is signed in.
///
/// @param csrf token that each form of the user must carry
public record Session(User user, String csrf) {

  /// @param idle a session that is unused for so long ends
  /// @param longest a session ends after this time even when it is used
  public record Limits(Duration idle, Duration longest) {
    public static final Limits USUAL = new Limits(Duration.ofMinutes(30), Duration.ofHours(12));
  }
}
