package org.obzvon.call;

import org.obzvon.contact.Attempt;

/// Renders what a call may say before the phone rings, so that the debtor never listens to silence.
public final class CallPreparation {
  private final Conversations conversations;
  private final Speech speech;
  private final SpeechAhead ahead;

  /// @param ahead what was rendered before the contact was leased
  public CallPreparation(Conversations conversations, Speech speech, SpeechAhead ahead) {
    this.conversations = conversations;
    this.speech = speech;
    this.ahead = ahead;
  }

  /// Blocks while speech is rendered that is not there yet: some milliseconds a phrase.
  ///
  /// @throws CallFault when this call cannot be led; nothing may be placed then
  public void prepare(Attempt attempt) throws CallFault {
    Conversation conversation = conversations.prepare(attempt);
    if (!ahead.isReady(attempt.contact().id(), conversation.machine())) {
      speech.prepare(conversation.language(), conversation.machine().everyPhrase());
    }
  }
}
