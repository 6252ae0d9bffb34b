package org.obzvon.call.fastagi;

import java.util.UUID;
import org.obzvon.call.Dialogue;
import org.obzvon.call.KeptDialogue;
import org.obzvon.call.Position;
import org.obzvon.call.Script;

/// Lets the exchange keep a conversation as far as it has come, so that it outlives this process: at every key, before
/// anything more is said, and once more at its end. An exchange that does not keep it is no reason to end the call.
final class AgiKept {
  private final AgiConnection connection;
  private final UUID attempt;
  private String keys = "";

  AgiKept(AgiConnection connection, UUID attempt) {
    this.connection = connection;
    this.attempt = attempt;
  }

  /// Writes nothing when no key was pressed since the last time.
  void soFar(Position position) throws AgiGone {
    String pressed = position.heard().keys();
    if (!pressed.equals(keys)) {
      keys = pressed;
      put("said", KeptDialogue.soFar(position).line());
    }
  }

  /// Also after the debtor hung up: the exchange still takes it, as long as the connection stands.
  void over(Dialogue dialogue) {
    try {
      put("said", KeptDialogue.over(dialogue).line());
    } catch (AgiGone _) {
      // The exchange is out of reach: what it has kept by itself has to do.
    }
  }

  /// The stop key was pressed outside of a script.
  void stopped() {
    try {
      put("stop", String.valueOf(Script.STOP));
    } catch (AgiGone _) {
      // As above; the wish itself is stored by us.
    }
  }

  private void put(String entry, String value) throws AgiGone {
    connection.tell("DATABASE PUT obzvon " + attempt + "/" + entry + " " + AgiText.quoted(value));
  }
}
