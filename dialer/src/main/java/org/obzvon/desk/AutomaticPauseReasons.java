package org.obzvon.desk;

/// The reason codes that pages show when the desk itself pauses an operator, or frees them although no debtor was
/// reached.
public final class AutomaticPauseReasons {
  /// The operator did not answer a ringing call.
  public static final String NO_ANSWER = "no-answer";
  /// The operator did not submit the disposition of a call within the wrap-up time.
  public static final String WRAP_UP = "wrap-up";

  /// The debtor of the operator's last call did not answer.
  public static final String NOT_REACHED = "not-reached";
  /// The number that was called last does not exist.
  public static final String NO_SUCH_NUMBER = "no-such-number";

  private AutomaticPauseReasons() {}
}
