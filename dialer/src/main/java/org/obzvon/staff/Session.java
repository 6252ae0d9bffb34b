package org.obzvon.staff;

import java.time.Duration;

/// Somebody who is signed in.
///
/// @param csrf what each of his forms must bring along
public record Session(User user, String csrf) {

  /// @param idle unused for so long, it is over
  /// @param longest over even when it is used
  public record Limits(Duration idle, Duration longest) {
    public static final Limits USUAL = new Limits(Duration.ofMinutes(30), Duration.ofHours(12));
  }
}
