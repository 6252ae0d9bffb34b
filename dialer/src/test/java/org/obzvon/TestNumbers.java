package org.obzvon;

import java.util.Optional;
import org.obzvon.sms.SenderNumbers;

/// The product's own reader of senders, for tests in other packages.
public final class TestNumbers {
  private TestNumbers() {}

  public static SenderNumbers of(String region) {
    return new GatewayNumbers(Optional.of(region));
  }
}
