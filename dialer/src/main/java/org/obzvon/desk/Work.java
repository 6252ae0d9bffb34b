package org.obzvon.desk;

/// What a signed-on operator is there for. Everybody who is available takes calls that the robot hands over.
public enum Work {
  /// Handed-over calls alone.
  ESCALATIONS,
  /// Asks for a debtor, reads, then dials.
  PREVIEW,
  /// Whenever he is available the next debtor of a campaign is called for him.
  PROGRESSIVE
}
