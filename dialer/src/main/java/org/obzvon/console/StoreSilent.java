package org.obzvon.console;

/// The store does not answer, and is not asked.
public final class StoreSilent extends IllegalStateException {
  private static final long serialVersionUID = 1;

  public StoreSilent() {
    super("the store does not answer");
  }
}
