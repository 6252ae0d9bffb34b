package org.obzvon.desk;

/// How a conversation between an operator and a debtor ended.
public enum ConversationEnd {
  TALKED,
  /// The debtor was transferred to another operator.
  TRANSFERRED,
  /// The operator did not answer their telephone; the debtor went on to the next operator.
  NO_ANSWER,
  /// The debtor hung up while waiting, or pressed the stop key to ask for no more calls.
  ABANDONED,
  /// No operator was free within the longest time that a debtor may wait.
  NOBODY_FREE,
  /// The debtor of a campaign did not answer.
  DEBTOR_AWAY,
  /// The exchange or the service went away during the conversation.
  LOST
}
