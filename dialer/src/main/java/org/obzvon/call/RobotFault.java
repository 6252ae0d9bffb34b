package org.obzvon.call;

/// Thrown when our script or our speech cannot carry this call. It says nothing of the debtor or the network, and a
/// retry helps only after somebody has fixed the cause. The message holds no personal data.
public final class RobotFault extends Exception {
  private static final long serialVersionUID = 1;

  public RobotFault(String message) {
    super(message);
  }

  public RobotFault(String message, Throwable cause) {
    super(message, cause);
  }
}
