package org.obzvon.policy;

/// The moment at which the policy is asked about a contact.
public enum DecisionPoint {
  /// The contact is being planned and is not stored yet. It is judged as of the instant at which it falls due.
  PLAN,
  /// An attempt is about to be written and placed.
  PLACE
}
