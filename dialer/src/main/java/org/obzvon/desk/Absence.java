package org.obzvon.desk;

/// The reasons for which the desk itself pauses an operator or lets him be without a debtor, as pages know them.
public final class Absence {
  /// He let a call ring.
  public static final String NO_ANSWER = "no-answer";
  /// He has not written down in time what came of a call.
  public static final String WRAP_UP = "wrap-up";

  /// The debtor of his last call did not answer.
  public static final String NOT_REACHED = "not-reached";
  /// Nobody has the number that was called last.
  public static final String NO_SUCH_NUMBER = "no-such-number";

  private Absence() {}
}
