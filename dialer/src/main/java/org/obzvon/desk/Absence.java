package org.obzvon.desk;

/// The reasons for which the desk itself pauses an operator, as pages know them.
public final class Absence {
  /// He let a call ring.
  public static final String NO_ANSWER = "no-answer";
  /// He has not written down in time what came of a call.
  public static final String WRAP_UP = "wrap-up";

  private Absence() {}
}
