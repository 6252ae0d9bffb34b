package org.obzvon.call.fastagi;

import java.util.UUID;
import org.obzvon.call.DialogueResult;
import org.obzvon.call.DialoguePosition;
import org.obzvon.call.KeptDialogue;
import org.obzvon.call.Script;
import org.obzvon.document.SafeText;

/// Makes the exchange keep a conversation as far as it has come, so that it outlives this process: at every key, before
/// anything more is said, and once more at its end. If an exchange does not keep it, the call still goes on.
final class AgiKept {
  private final AgiConnection connection;
  private final UUID attempt;
  private String keys = "";

  AgiKept(AgiConnection connection, UUID attempt) {
    this.connection = connection;
    this.attempt = attempt;
  }

  /// Writes the conversation so far. Writes nothing when no key was pressed since the last time.
  void soFar(DialoguePosition position) throws AgiGone {
    String pressed = position.heard().keys();
    if (!pressed.equals(keys)) {
      put("said", KeptDialogue.soFar(position).line());
      keys = pressed;
    }
  }

  /// Does the same as [#soFar] but ignores a lost connection, if the next thing that is said will find it out.
  void tried(DialoguePosition position) {
    try {
      soFar(position);
    } catch (AgiGone _) {
      // The next turn finds out that the connection is gone.
    }
  }

  /// Writes the ended conversation, also after the debtor hung up: the exchange still takes it while the connection
  /// exists.
  void over(DialogueResult dialogue) {
    try {
      put("said", KeptDialogue.over(dialogue).line());
    } catch (AgiGone _) {
      // The exchange is out of reach: what it has kept so far must suffice.
    }
  }

  /// Writes that the stop key was pressed outside of a script.
  void stopped() {
    try {
      put("stop", String.valueOf(Script.STOP));
    } catch (AgiGone _) {
      // The exchange is out of reach; the opt-out itself is in our own store.
    }
  }

  private void put(String entry, String value) throws AgiGone {
    connection.tell("DATABASE PUT obzvon " + attempt + "/" + entry + " " + SafeText.agiArgument(value));
  }
}
