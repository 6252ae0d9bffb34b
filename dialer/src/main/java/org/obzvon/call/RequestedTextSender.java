package org.obzvon.call;

import java.util.UUID;
import java.util.function.BooleanSupplier;

/// Sends the text message that a debtor asks for during a call, while the call goes on.
public interface RequestedTextSender {

  /// Serves an installation without a gateway for text messages: nothing is sent, and the script says so.
  RequestedTextSender NONE = (_, _, _) -> false;

  /// Requests a message. Blocks until it is decided and, for a moment, until the gateway takes it. Does not throw.
  ///
  /// @param template name of the message's template, without the language
  /// @param wanted asked immediately before the message is stored for good; when it returns false, nothing is sent
  /// @return whether it is sent; false when the contact policy forbids it or nothing can send it
  boolean requested(UUID attempt, String template, BooleanSupplier wanted);
}
