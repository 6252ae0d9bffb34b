package org.obzvon.comparison;

/// How the follow-up of an account ended.
public enum FollowUpEnd {
  /// Nothing had happened by the end of the follow-up.
  CENSORED,
  PAID,
  /// The debtor ended the contract without paying.
  LEFT
}
