package org.obzvon.call;

import org.obzvon.contact.Attempt;

/// Renders what a call may say before the telephone rings, so that the debtor never listens to silence.
public final class CallPreparation {
  private final ConversationBuilder conversations;
  private final Speech speech;
  private final SpeechAhead ahead;

  /// @param ahead knows what was rendered before the contact was leased
  public CallPreparation(ConversationBuilder conversations, Speech speech, SpeechAhead ahead) {
    this.conversations = conversations;
    this.speech = speech;
    this.ahead = ahead;
  }

  /// Renders the speech of a call. Blocks while phrases are rendered that do not exist yet: some milliseconds a phrase.
  ///
  /// @throws RobotFault when the robot cannot carry this call; the call must not be placed then
  public void prepare(Attempt attempt) throws RobotFault {
    Conversation conversation = conversations.prepare(attempt);
    if (!ahead.isReady(attempt.contact().id(), conversation.machine())) {
      speech.prepare(conversation.language(), conversation.machine().everyPhrase());
    }
  }
}
