package org.obzvon.comparison;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.obzvon.campaign.Arm;
import org.obzvon.contact.Channel;

/// Predicts the cost of an account's contacts from assumptions about them and the prices of a rate table. The prices
/// are those of the comparison, so plan and report can be compared.
public record ContactCostForecast(RateTable.Period period, Effort effort) {

  /// The assumed contacts of one account over the whole experiment.
  ///
  /// @param calls placed
  /// @param answered share of them
  /// @param talk time of an answered call
  /// @param wrapUp an operator's wrap-up time after it
  /// @param texts messages sent
  /// @param segments of a message
  public record Effort(
      double calls, double answered, Duration talk, Duration wrapUp, double texts, double segments) {}

  /// Returns the channel that an arm is named after; empty for an arm with another name.
  public static Optional<Channel> channelOf(String arm) {
    for (Channel channel : Channel.values()) {
      if (channel.name().equals(arm)) {
        return Optional.of(channel);
      }
    }
    return Optional.empty();
  }

  /// Returns the cost of an account of an arm: zero if the arm contacts nobody, empty if its name does not name a
  /// channel.
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
