package org.obzvon.call;

import java.util.UUID;

/// Hears that a debtor was told in the call that a text message follows. Returns at once, does not throw.
public interface TextRequest {

  /// For an installation without a gateway for text messages: the request is dropped.
  TextRequest NONE = (_, _) -> {};

  /// @param template name of the message's template, without the language
  void requested(UUID attempt, String template);
}
