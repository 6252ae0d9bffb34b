package org.obzvon.call.fastagi;

import org.obzvon.call.Input;
import org.obzvon.call.IvrMachine;
import org.obzvon.call.Turn;

/// A turn that is being performed, with the keys noted meanwhile.
final class Noting {
  private static final int MOST = 20;

  private final IvrMachine machine;
  private Turn turn;
  private int noted;

  Noting(IvrMachine machine, Turn turn) {
    this.machine = machine;
    this.turn = turn;
  }

  Turn turn() {
    return turn;
  }

  /// False when that was the last key a turn takes note of.
  boolean note(char key) {
    noted++;
    turn =
        new Turn(machine.noted(turn.position(), key), turn.phrases(), turn.heeds(), turn.then());
    return noted < MOST;
  }

  /// Whether the turn heeds this key; any other is noted.
  boolean isHeededOrNoted(char key) {
    boolean heeded = turn.heeds(key);
    if (!heeded && noted < MOST) {
      note(key);
    }
    return heeded;
  }

  AgiSession.Heard heard(Input input) {
    return new AgiSession.Heard.Next(turn, input);
  }
}
