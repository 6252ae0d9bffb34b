package org.obzvon.rehearsal;

import java.time.Duration;

/// What a person does at one question of the robot.
public sealed interface KeyPress {

  /// @param after time to think once the question is over; shortened to the end of the wait if that comes first
  record Press(char key, Duration after) implements KeyPress {}

  /// Lets the wait run out.
  record Silence() implements KeyPress {}

  /// Listens to the prompts this long since the last key and then hangs up, in the middle of one or at the question.
  record HangUp(Duration after) implements KeyPress {}
}
