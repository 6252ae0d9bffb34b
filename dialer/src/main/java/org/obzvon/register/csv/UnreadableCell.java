package org.obzvon.register.csv;

import org.obzvon.document.Sentence;

/// A cell cannot be read. The rejected row gets this reason, which also says what to do.
public final class UnreadableCell extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Sentence reason;

  public UnreadableCell(Sentence reason) {
    super(reason.english(), null, false, false);
    this.reason = reason;
  }

  public Sentence reason() {
    return reason;
  }
}
