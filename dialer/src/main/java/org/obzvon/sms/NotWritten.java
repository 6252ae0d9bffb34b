package org.obzvon.sms;

/// No text can be written for this debtor: a date is unknown, nothing is owed, or it would be too long. Nothing was
/// sent.
public final class NotWritten extends Exception {
  private static final long serialVersionUID = 1;

  public NotWritten(String why) {
    super(why);
  }
}
