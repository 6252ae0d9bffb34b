package org.obzvon.policy;

/// When the policy is asked about a contact.
public enum Moment {
  /// While it is planned: judged as of the instant it falls due; the contact is not stored yet.
  PLAN,
  /// Immediately before an attempt is written and placed.
  PLACE
}
