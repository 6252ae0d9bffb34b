package org.obzvon.desk;

/// The store will never take this, however often it is asked: the entry itself cannot be true.
public final class Unstorable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Unstorable(RuntimeException cause) {
    super(cause.getMessage(), cause);
  }
}
