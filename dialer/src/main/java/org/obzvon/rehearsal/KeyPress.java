package org.obzvon.rehearsal;

import java.time.Duration;

/// A person's action at one question of the robot.
public sealed interface KeyPress {

  /// @param after time to think once the question is over; shortened to the end of the wait if that comes first
  record Press(char key, Duration after) implements KeyPress {}

  /// The person lets the wait run out.
  record Silence() implements KeyPress {}

  /// The person listens for this long after the last key and then hangs up, during a prompt or at the question.
  record HangUp(Duration after) implements KeyPress {}
}
