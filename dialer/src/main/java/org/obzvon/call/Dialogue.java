package org.obzvon.call;

import java.util.Optional;
import org.obzvon.contact.Promise;
import org.obzvon.contact.Reason;

/// What was said and pressed in one robot call, whatever the network tells of the call itself.
///
/// @param end how the conversation ended
/// @param rightPerson the subscriber confirmed by key that it is he
/// @param keys every key pressed, in order
public record Dialogue(
    End end, boolean rightPerson, Optional<Promise> promise, Optional<Reason> reason, String keys) {

  /// Of somebody who has not said who they are and asks not to be called.
  static final Dialogue STOPPED =
      new Dialogue(End.OPTED_OUT, false, Optional.empty(), Optional.empty(), String.valueOf(Script.STOP));

  /// The same conversation, after which the debtor pressed the stop key.
  Dialogue thenStopped() {
    String pressed = keys.length() < Position.MOST_KEYS ? keys + Script.STOP : keys;
    return new Dialogue(End.OPTED_OUT, rightPerson, promise, reason, pressed);
  }

  public enum End {
    /// The script came to its last step.
    FINISHED,
    /// The debtor hung up in the middle.
    HUNG_UP,
    /// A question was repeated as often as the script allows and nothing was pressed.
    SILENT,
    /// Somebody else answered; the subscriber may be reached here later.
    SOMEBODY_ELSE,
    /// Somebody answered who does not know the subscriber.
    WRONG_NUMBER,
    /// Asked not to be called any more.
    OPTED_OUT,
    /// Handed to a person.
    TRANSFERRED,
    /// The exchange took the answer for an answering machine; nothing was said.
    MACHINE,
    /// The exchange died or could not be reached any more; nobody knows what the debtor did after that.
    CUT,
    /// Our script or speech failed.
    FAULT
  }
}
