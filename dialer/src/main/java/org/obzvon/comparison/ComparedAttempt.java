package org.obzvon.comparison;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.contact.Channel;

/// One attempt as the comparison needs it.
///
/// @param account that it was about
/// @param text meaningless for a call
public record ComparedAttempt(UUID account, By by, Route route, Instant at, Time time, Text text, Answer answer) {

  /// @param line the exchange or the gateway, as the configuration names it
  /// @param placed the call left towards the network, or the message towards its gateway
  public record Route(String line, boolean placed) {}

  /// @param segments of the message; 0 for a call, and for a message that was not sent
  /// @param price in the currency of the debt, if the message has one of its own
  public record Text(int segments, Optional<BigDecimal> price) {
    public static final Text NONE = new Text(0, Optional.empty());
  }

  public int segments() {
    return text.segments();
  }

  /// @param script or template
  public record By(Channel channel, String script) {}

  /// The duration of an attempt; all zero when nobody answered.
  ///
  /// @param talk from the answer to the end
  /// @param operator the part of it that an operator talked
  /// @param wrapUp the operator's wrap-up time after it
  public record Time(Duration talk, Duration operator, Duration wrapUp) {
    public static final Time NONE = new Time(Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /// Returns the part in which the robot talked or listened.
    Duration robot() {
      return talk.compareTo(operator) > 0 ? talk.minus(operator) : Duration.ZERO;
    }
  }

  /// @param answered a call was picked up, or a message was delivered
  /// @param reached the right person confirmed who they are
  /// @param broken our own side failed after the answer, so that the debtor was left with silence
  /// @param reason why the debt was not paid, in the debtor's own view
  public record Answer(boolean answered, boolean reached, boolean broken, Optional<String> reason) {}
}
