package org.obzvon.desk;

/// How the conversation between an operator and a debtor came about.
public enum ConversationKind {
  /// The robot handed the call over.
  ESCALATED,
  PREVIEW,
  PROGRESSIVE,
  /// The call was promised in an earlier call.
  CALL_BACK
}
