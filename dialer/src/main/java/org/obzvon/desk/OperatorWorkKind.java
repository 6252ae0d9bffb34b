package org.obzvon.desk;

/// The kind of work that an operator signed on for. Everybody who is available takes calls that the robot hands over
/// and makes the call-backs that they promised.
public enum OperatorWorkKind {
  /// The operator gets no campaign calls. A promised call-back is shown when it is due.
  ESCALATIONS,
  /// The operator asks for a debtor, previews, then dials.
  PREVIEW,
  /// The next debtor of a campaign is called whenever the operator is available; call-backs that they promised and that
  /// are due come first.
  PROGRESSIVE
}
