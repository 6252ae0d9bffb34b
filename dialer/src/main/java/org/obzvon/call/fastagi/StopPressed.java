package org.obzvon.call.fastagi;

/// Thrown when the debtor pressed the stop key outside of a script; see [OffScriptVoice].
final class StopPressed extends Exception {
  private static final long serialVersionUID = 1;

  StopPressed() {
    super("the stop key was pressed", null, false, false);
  }
}
