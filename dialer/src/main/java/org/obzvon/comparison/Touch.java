package org.obzvon.comparison;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.contact.Channel;

/// One attempt as the comparison needs it.
///
/// @param talk from the answer to the end; zero when nobody answered
/// @param segments of the message; 0 for a call
public record Touch(Debtor debtor, By by, Instant at, Duration talk, int segments, Answer answer) {

  public record Debtor(UUID household, UUID account) {}

  /// @param script or template
  public record By(Channel channel, String script) {}

  /// @param answered a call was picked up, or a message was delivered
  /// @param reached the right person confirmed who he is
  /// @param reason why the debt was not paid, in the debtor's own view
  public record Answer(boolean answered, boolean reached, Optional<String> reason) {}
}
