package org.obzvon.call;

import java.util.UUID;
import java.util.function.BooleanSupplier;

/// Sends the text message that a debtor asks for during a call, while the call goes on.
public interface TextRequest {

  /// For an installation without a gateway for text messages: nothing is sent, and the script says so.
  TextRequest NONE = (_, _, _) -> false;

  /// Blocks until it is decided and, for a moment, for the gateway to take it. Does not throw.
  ///
  /// @param template name of the message's template, without the language
  /// @param wanted asked immediately before the message is written for good; where it says no, nothing is sent
  /// @return whether it is sent; false when the contact policy forbids it or nothing can send it
  boolean requested(UUID attempt, String template, BooleanSupplier wanted);
}
