package org.obzvon.register.csv;

/// A cell cannot be read. The message is the reason that the rejected row gets, with what to do.
public final class Unreadable extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Unreadable(String reason) {
    super(reason, null, false, false);
  }
}
