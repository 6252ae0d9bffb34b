package org.obzvon.desk;

/// What a signed-on operator is there for. Everybody who is available takes calls that the robot hands over, and makes
/// those that he promised himself.
public enum Work {
  /// No calls of campaigns. A call-back that he promised comes before him when it is due.
  ESCALATIONS,
  /// Asks for a debtor, reads, then dials.
  PREVIEW,
  /// Whenever he is available the next debtor of a campaign is called for him, before all others whom he promised a call-back that is due.
  PROGRESSIVE
}
