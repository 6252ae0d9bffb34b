package org.obzvon.policy;

/// Why a person is not contacted any more (the reason of a suppression). Every kind stops contacts under every profile.
public enum StopKind {
  /// The person asked not to be contacted, by voice, key, message or through an operator.
  OPT_OUT,
  /// The person formally refused contact, for example under 230-FZ art. 8.
  REFUSAL,
  /// Only the person's representative may be contacted.
  REPRESENTATIVE,
  /// The number is not the subscriber's.
  WRONG_NUMBER,
  BANKRUPT,
  INCAPACITATED,
  IN_HOSPITAL,
  MINOR,
  /// The person is disabled, group 1 (230-FZ art. 7).
  SEVERELY_DISABLED,
  /// The person complained of being contacted, to us or to an authority.
  CONTACT_COMPLAINT,
  /// The person complains of the service: a ticket is open, and nobody is reminded to pay for what does not work.
  COMPLAINT,
  /// The debt is disputed, and the dispute is being looked into.
  DISPUTE,
  /// A person added the entry for another reason; the note says which.
  MANUAL
}
