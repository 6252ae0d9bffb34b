package org.obzvon.call;

/// Our script or our speech cannot lead this call. Says nothing of the debtor or the network, and trying the same
/// again helps only after somebody mended the cause. The message holds no personal data.
public final class CallFault extends Exception {
  private static final long serialVersionUID = 1;

  public CallFault(String message) {
    super(message);
  }

  public CallFault(String message, Throwable cause) {
    super(message, cause);
  }
}
