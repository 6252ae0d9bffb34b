package org.obzvon.call.fastagi;

import org.obzvon.call.TurnEvent;
import org.obzvon.call.IvrMachine;
import org.obzvon.call.Turn;

/// A turn that is being performed, with the keys noted meanwhile.
final class TurnInProgress {
  private static final int MOST = 20;

  private final IvrMachine machine;
  private Turn turn;
  private int noted;

  TurnInProgress(IvrMachine machine, Turn turn) {
    this.machine = machine;
    this.turn = turn;
  }

  Turn turn() {
    return turn;
  }

  /// Notes a key. Returns false when it was the last key that a turn notes.
  boolean note(char key) {
    noted++;
    turn = new Turn(machine.noted(turn.position(), key), turn.phrases(), turn.heeds(), turn.then());
    return noted < MOST;
  }

  /// Returns whether the turn heeds this key; notes any other key.
  boolean heedsOrNotes(char key) {
    boolean heeded = turn.heeds(key);
    if (!heeded && noted < MOST) {
      note(key);
    }
    return heeded;
  }

  AgiTurn.Heard heard(TurnEvent input) {
    return new AgiTurn.Heard.Next(turn, input);
  }
}
