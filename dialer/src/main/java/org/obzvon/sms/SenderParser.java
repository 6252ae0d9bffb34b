package org.obzvon.sms;

/// Reads the sender that a gateway gives: national numbers become E.164, names and short numbers stay unchanged.
public interface SenderParser {
  Incoming.Sender read(String written, Form form);

  /// The form of the number as the gateway states it.
  enum Form {
    INTERNATIONAL,
    NATIONAL,
    /// An alphanumeric sender name.
    NAME,
    UNKNOWN
  }
}
