package org.obzvon.desk;

/// What became of an operator's turn with a debtor.
public enum ConversationEnd {
  TALKED,
  /// Handed on to another operator.
  TRANSFERRED,
  /// The operator did not answer his telephone; the debtor went on to the next.
  NO_ANSWER,
  /// The debtor hung up while they waited, or asked with the stop key for no more calls.
  ABANDONED,
  /// Nobody was free within the time a debtor is let wait.
  NOBODY_FREE,
  /// A campaign's debtor did not answer.
  DEBTOR_AWAY,
  /// The exchange or the service went away in the middle.
  LOST
}
