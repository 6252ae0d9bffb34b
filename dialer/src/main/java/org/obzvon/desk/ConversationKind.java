package org.obzvon.desk;

/// How an operator came to a debtor.
public enum ConversationKind {
  /// The robot handed the call over.
  ESCALATED,
  PREVIEW,
  PROGRESSIVE,
  /// Promised in an earlier call.
  CALL_BACK
}
