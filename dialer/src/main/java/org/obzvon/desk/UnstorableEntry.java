package org.obzvon.desk;

/// Thrown when the store will never accept an entry, because the entry itself is not valid. Retrying is useless.
public final class UnstorableEntry extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnstorableEntry(RuntimeException cause) {
    super(cause.getMessage(), cause);
  }
}
