package org.obzvon.call;

import org.obzvon.contact.Attempt;

/// Renders what a call may say before the phone rings, so that the debtor never listens to silence.
public final class CallPreparation {
  private final Conversations conversations;
  private final Speech speech;

  public CallPreparation(Conversations conversations, Speech speech) {
    this.conversations = conversations;
    this.speech = speech;
  }

  /// Blocks while the speech is rendered: some milliseconds a phrase the first time.
  ///
  /// @throws CallFault when this call cannot be led; nothing may be placed then
  public void prepare(Attempt attempt) throws CallFault {
    Conversation conversation = conversations.prepare(attempt);
    speech.prepare(conversation.language(), conversation.machine().everyPhrase());
  }
}
