package org.obzvon.register.csv;

import org.obzvon.document.Sentence;

/// A cell cannot be read. The reason is the one that the rejected row gets, with what to do.
public final class Unreadable extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Sentence reason;

  public Unreadable(Sentence reason) {
    super(reason.english(), null, false, false);
    this.reason = reason;
  }

  public Sentence reason() {
    return reason;
  }
}
