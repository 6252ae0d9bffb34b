package org.obzvon.sms.smpp;

/// Whose numbers a centre writes after `err:` in its receipts. The standard leaves them to each provider (SMPP 3.4,
/// appendix B), and the same number means opposite things: 001 is a number that does not exist to one and a telephone that
/// is switched off to another.
public enum ErrorCodes {
  /// Nothing follows from them.
  OTHER,
  /// Of the mobile application part, 3GPP TS 29.002.
  GSM_MAP,
  /// Of Twilio's SMPP service.
  TWILIO
}
