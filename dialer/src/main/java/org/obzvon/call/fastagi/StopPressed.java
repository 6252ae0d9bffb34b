package org.obzvon.call.fastagi;

/// The debtor pressed the stop key outside of a script; see [AgiAside].
final class StopPressed extends Exception {
  private static final long serialVersionUID = 1;

  StopPressed() {
    super("the stop key was pressed", null, false, false);
  }
}
