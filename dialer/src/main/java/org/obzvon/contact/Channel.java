package org.obzvon.contact;

/// The means by which a debtor is contacted.
public enum Channel {
  /// A call led by an IVR script.
  ROBOT,
  /// A call led by an operator.
  OPERATOR,
  /// A text message.
  SMS;

  public boolean isCall() {
    return this != SMS;
  }
}
