package org.obzvon.call;

import java.util.Optional;
import org.obzvon.contact.Promise;
import org.obzvon.contact.NonPaymentReason;

/// The words and keys of one robot call, independent of what the network reports of the call itself.
///
/// @param end how the conversation ended
/// @param rightPerson whether the subscriber confirmed by key that they are the subscriber
/// @param keys every key pressed, in order
public record DialogueResult(
    End end, boolean rightPerson, Optional<Promise> promise, Optional<NonPaymentReason> reason, String keys) {

  /// The conversation of a debtor who has not confirmed who they are and asks not to be called.
  static final DialogueResult STOPPED = new DialogueResult(End.OPTED_OUT, false, Optional.empty(), Optional.empty(),
      String.valueOf(Script.STOP));

  /// Returns the same conversation, with the stop key pressed after it.
  DialogueResult thenStopped() {
    String pressed = keys.length() < DialoguePosition.MOST_KEYS ? keys + Script.STOP : keys;
    return new DialogueResult(End.OPTED_OUT, rightPerson, promise, reason, pressed);
  }

  /// How a conversation ended.
  public enum End {
    /// The script reached its last step.
    FINISHED,
    /// The debtor hung up before the end.
    HUNG_UP,
    /// A question was repeated as often as the script allows and nothing was pressed.
    SILENT,
    /// Somebody else answered; the subscriber may be reached here later.
    SOMEBODY_ELSE,
    /// Somebody answered who does not know the subscriber.
    WRONG_NUMBER,
    /// The debtor asked not to be called any more.
    OPTED_OUT,
    /// The debtor was transferred to an operator.
    TRANSFERRED,
    /// The exchange took the answer for an answering machine; nothing was said.
    MACHINE,
    /// The exchange died or could not be reached any more; nobody knows what the debtor did after that.
    CUT,
    /// Our script or speech failed.
    FAULT
  }
}
