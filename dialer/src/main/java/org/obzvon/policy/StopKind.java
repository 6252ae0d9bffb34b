package org.obzvon.policy;

/// Why somebody is not contacted any more. Every kind stops under every profile.
public enum StopKind {
  /// Asked, by voice, key, message or operator, not to be contacted.
  OPT_OUT,
  /// Formal refusal of contact, such as 230-FZ art. 8.
  REFUSAL,
  /// Only his representative may be contacted.
  REPRESENTATIVE,
  /// The number is not the subscriber's.
  WRONG_NUMBER,
  BANKRUPT,
  INCAPACITATED,
  IN_HOSPITAL,
  MINOR,
  /// Disabled, group 1 (230-FZ art. 7).
  SEVERELY_DISABLED,
  /// Complained of being contacted, to us or to an authority.
  CONTACT_COMPLAINT,
  /// Complains of the service: a ticket is open, and nobody is dunned for what does not work.
  COMPLAINT,
  /// The debt is disputed and is being looked into.
  DISPUTE,
  /// Put in by hand for another reason; the note says which.
  MANUAL
}
