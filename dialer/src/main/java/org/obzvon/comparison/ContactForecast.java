package org.obzvon.comparison;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.obzvon.campaign.Arm;
import org.obzvon.contact.Channel;

/// Tells what the contacts of an account will cost, from what is assumed about them, with the prices of a rate table. The
/// same prices as in the comparison, so that plan and report can be held side by side.
public record ContactForecast(RateTable.Period period, Effort effort) {

  /// What is done about one account over the whole experiment.
  ///
  /// @param calls placed
  /// @param answered share of them
  /// @param talk of an answered call
  /// @param wrapUp what an operator writes down after it
  /// @param texts messages sent
  /// @param segments of a message
  public record Effort(
      double calls, double answered, Duration talk, Duration wrapUp, double texts, double segments) {}

  /// The channel that an arm is named after; empty for an arm with another name.
  public static Optional<Channel> channelOf(String arm) {
    for (Channel channel : Channel.values()) {
      if (channel.name().equals(arm)) {
        return Optional.of(channel);
      }
    }
    return Optional.empty();
  }

  /// The cost of an account of an arm: nothing where nobody is contacted, empty where the arm's name tells no channel.
  public Optional<BigDecimal> perAccount(String arm) {
    return arm.equals(Arm.HOLD_OUT) ? Optional.of(BigDecimal.ZERO) : channelOf(arm).map(this::perAccount);
  }

  private BigDecimal perAccount(Channel channel) {
    RateTable.Prices prices = period.of(channel, "");
    return switch (channel) {
      case ROBOT ->
          calls(prices.call()).add(times(RateTable.minutes(effort.talk, prices.speechMinute()), answered()));
      case OPERATOR ->
          calls(prices.call())
              .add(times(RateTable.minutes(effort.talk.plus(effort.wrapUp), prices.operatorMinute()), answered()));
      case SMS -> times(prices.smsSegment(), effort.texts * effort.segments);
    };
  }

  private double answered() {
    return effort.calls * effort.answered;
  }

  private BigDecimal calls(RateTable.CallPrice price) {
    BigDecimal talked = RateTable.minutes(price.increment().billed(effort.talk), price.minute());
    return times(price.attempt().add(price.label()), effort.calls).add(times(price.answered().add(talked), answered()));
  }

  private static BigDecimal times(BigDecimal price, double many) {
    return price.multiply(BigDecimal.valueOf(many));
  }
}
