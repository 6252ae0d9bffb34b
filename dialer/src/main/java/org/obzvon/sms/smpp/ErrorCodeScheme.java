package org.obzvon.sms.smpp;

/// The numbering that a centre uses after `err:` in its receipts. The standard leaves it to each provider (SMPP 3.4,
/// appendix B), and the same number means opposite things: 001 is a number that does not exist to one provider and a
/// telephone that is switched off to another.
public enum ErrorCodeScheme {
  /// An unknown numbering; no status follows from its codes.
  OTHER,
  /// Codes of the mobile application part, 3GPP TS 29.002.
  GSM_MAP,
  /// Codes of Twilio's SMPP service.
  TWILIO
}
