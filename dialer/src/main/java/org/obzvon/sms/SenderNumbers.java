package org.obzvon.sms;

/// Reads who wrote from a sender as a gateway gives it: national numbers become E.164, names and short numbers stay
/// what they are.
public interface SenderNumbers {
  Incoming.Sender read(String written, Form form);

  /// What the gateway says about the form.
  enum Form {
    INTERNATIONAL,
    NATIONAL,
    /// A name of letters.
    NAME,
    UNKNOWN
  }
}
