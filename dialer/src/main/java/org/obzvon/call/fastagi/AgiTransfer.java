package org.obzvon.call.fastagi;

import java.util.List;
import java.util.Optional;
import org.obzvon.call.OperatorTransfer;
import org.obzvon.call.OperatorTransfer.Presence;
import org.obzvon.call.RobotFault;
import org.obzvon.call.Conversation;
import org.obzvon.call.DialogueResult;

/// Transfers the debtor of a conversation to an operator: asks whether one is free, passes on what was said, and tells
/// the dialplan how the call goes on.
final class AgiTransfer {
  private final Conversation conversation;
  private final AgiVoice voice;
  private final AgiVariables variables;
  private final OperatorTransfer attendants;
  private Presence presence = Presence.BUSY;

  AgiTransfer(Conversation conversation, AgiVoice voice, AgiVariables variables, OperatorTransfer attendants) {
    this.conversation = conversation;
    this.voice = voice;
    this.variables = variables;
    this.attendants = attendants;
  }

  /// Asks for a free operator, unless one was found before. A key that the turn heeds ends the waiting for the answer
  /// and is returned.
  Optional<Character> ask(TurnInProgress noting) throws AgiGone, RobotFault {
    if (presence != Presence.BUSY) {
      return Optional.empty();
    }
    var asked = new AgiLookup(voice).ask(() -> attendants.presence(conversation.attempt()), noting::heedsOrNotes);
    return switch (asked) {
      case AgiLookup.Asked.Answered<Presence>(Presence there) -> {
        presence = there;
        yield Optional.empty();
      }
      case AgiLookup.Asked.Interrupted<Presence>(char key) -> Optional.of(key);
    };
  }

  /// Returns whether the transfer text is left out. Every second of talk would be a second in which no telephone rings:
  /// the debtor hears the ringing tone instead. If no operator can come, nothing is promised.
  boolean isAtOnce() {
    return presence != Presence.BUSY;
  }

  /// @param heard what robot and debtor have said and pressed, in order
  void handOver(DialogueResult dialogue, List<String> heard) throws AgiGone, RobotFault {
    attendants.handedOver(conversation.attempt(), dialogue, heard);
    variables.transfer(conversation.language(), presence != Presence.NOBODY);
  }
}
