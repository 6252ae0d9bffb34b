package org.obzvon.comparison;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.contact.Channel;

/// One attempt as the comparison needs it.
///
/// @param text of no meaning for a call
public record Touch(Debtor debtor, By by, Route route, Instant at, Time time, Text text, Answer answer) {

  /// @param line as the configuration names the exchange or the gateway
  /// @param placed the call left towards the network, or the message towards its gateway
  public record Route(String line, boolean placed) {}

  /// @param segments of the message; 0 for a call, and for what was not sent
  /// @param price in the currency of the debt, where the message has one of its own
  public record Text(int segments, Optional<BigDecimal> price) {
    public static final Text NONE = new Text(0, Optional.empty());
  }

  public int segments() {
    return text.segments();
  }

  public record Debtor(UUID household, UUID account) {}

  /// @param script or template
  public record By(Channel channel, String script) {}

  /// How long it took; all zero when nobody answered.
  ///
  /// @param talk from the answer to the end
  /// @param operator the part of it that an operator talked
  /// @param wrapUp what the operator needed after it
  public record Time(Duration talk, Duration operator, Duration wrapUp) {
    public static final Time NONE = new Time(Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /// The part that the robot talked, or listened.
    Duration robot() {
      return talk.compareTo(operator) > 0 ? talk.minus(operator) : Duration.ZERO;
    }
  }

  /// @param answered a call was picked up, or a message was delivered
  /// @param reached the right person confirmed who he is
  /// @param broken our own side failed after the answer, so that the debtor was left with silence
  /// @param reason why the debt was not paid, in the debtor's own view
  public record Answer(boolean answered, boolean reached, boolean broken, Optional<String> reason) {}
}
