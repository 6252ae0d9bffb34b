package org.obzvon.console;

/// The store does not answer, so the query was not sent.
public final class StoreSilent extends IllegalStateException {
  private static final long serialVersionUID = 1;

  public StoreSilent() {
    super("the store does not answer");
  }
}
