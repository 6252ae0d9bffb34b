package org.obzvon.comparison;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.obzvon.contact.Channel;

/// The prices of contacts, by date and currency. Each currency has its own periods; nothing is ever converted.
///
/// @param zone the zone whose midnight begins a period
public record RateTable(ZoneId zone, List<Period> periods) {
  private static final int SCALE = 6;
  private static final BigDecimal NOTHING = BigDecimal.ZERO.setScale(SCALE);
  private static final BigDecimal MILLIS_A_MINUTE = BigDecimal.valueOf(60_000);

  public RateTable {
    periods = periods.stream().sorted(Comparator.comparing(Period::from)).toList();
  }

  /// Prices in force from a day on, until the next period of the same currency begins.
  ///
  /// @param channels price changes for the calls or messages of a channel
  /// @param lines price changes for a line (an exchange or a gateway, as the configuration names it); they take
  ///     precedence over the channel
  public record Period(
      LocalDate from, Currency currency, Prices prices, Map<Channel, Changes> channels, Map<String, Changes> lines) {

    public Period {
      channels = Map.copyOf(channels);
      lines = Map.copyOf(lines);
    }

    /// Returns the prices of attempts by a channel on a line.
    public Prices of(Channel channel, String line) {
      Prices byChannel = channels.getOrDefault(channel, Changes.NONE).on(prices);
      return lines.getOrDefault(line, Changes.NONE).on(byChannel);
    }
  }

  /// @param operatorMinute price of an operator's minute, without the line, in talk or wrap-up
  /// @param speechMinute price of a minute of the robot's speech, without the line; zero if the voice is our own
  public record Prices(
      CallPrice call, BigDecimal smsSegment, BigDecimal operatorMinute, BigDecimal speechMinute) {}

  /// The price of a call on the line.
  ///
  /// @param attempt for each call that was placed, answered or not
  /// @param label for the caller's name that the network shows, likewise
  /// @param answered for each call that was answered, in addition to its minutes
  public record CallPrice(
      BigDecimal attempt, BigDecimal label, BigDecimal answered, BigDecimal minute, Increment increment) {

    /// Returns a price by the minute alone.
    public static CallPrice ofMinute(BigDecimal minute, Increment increment) {
      return new CallPrice(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, minute, increment);
    }
  }

  /// The steps in which the talk is billed, from the answer: the first one whole, then whole ones of the second length.
  /// By the second is 1+1, by the minute 60+60.
  public record Increment(Duration first, Duration next) {

    public static Increment of(Duration step) {
      return new Increment(step, step);
    }

    /// Returns the billed part of a talk; zero for a call that nobody answered.
    public Duration billed(Duration talk) {
      if (talk.isZero() || talk.isNegative()) {
        return Duration.ZERO;
      }
      long beyond = Math.max(0, talk.minus(first).toMillis());
      return first.plus(next.multipliedBy((beyond + next.toMillis() - 1) / next.toMillis()));
    }
  }

  /// Prices that differ from the usual ones; an absent one means the usual price.
  public record Changes(
      Optional<BigDecimal> attempt, Optional<BigDecimal> label, Optional<BigDecimal> answered,
      Optional<BigDecimal> minute,
      Optional<Increment> increment, Optional<BigDecimal> smsSegment) {
    static final Changes NONE = new Changes(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public Prices on(Prices usual) {
      CallPrice call = usual.call;
      return new Prices(
          new CallPrice(
              attempt.orElse(call.attempt), label.orElse(call.label), answered.orElse(call.answered),
              minute.orElse(call.minute), increment.orElse(call.increment)),
          smsSegment.orElse(usual.smsSegment), usual.operatorMinute, usual.speechMinute);
    }
  }

  /// Returns the period in force; empty before the first one of that currency.
  public Optional<Period> at(Instant moment, Currency currency) {
    return at(moment.atZone(zone).toLocalDate(), currency);
  }

  public Optional<Period> at(LocalDate day, Currency currency) {
    return periods.reversed().stream()
        .filter(period -> period.currency.equals(currency) && !period.from.isAfter(day))
        .findFirst();
  }

  /// Returns the cost of an attempt. A call that was never placed and a message that was not sent cost nothing.
  public static BigDecimal cost(ComparedAttempt touch, Period period) {
    return cost(touch, period.of(touch.by().channel(), touch.route().line()));
  }

  static BigDecimal cost(ComparedAttempt touch, Prices prices) {
    return switch (touch.by().channel()) {
      case ROBOT ->
          line(touch, prices.call)
              .add(minutes(touch.time().robot(), prices.speechMinute))
              .add(operator(touch.time(), prices));
      case OPERATOR -> line(touch, prices.call).add(operator(touch.time(), prices));
      case SMS -> prices.smsSegment.multiply(BigDecimal.valueOf(touch.segments()));
    };
  }

  /// Returns the operator's part of the cost, without the line.
  static BigDecimal ofOperator(OperatorTurn.Times times, Period period) {
    return minutes(times.talk().plus(times.wrapUp()), period.prices.operatorMinute);
  }

  private static BigDecimal operator(ComparedAttempt.Time time, Prices prices) {
    return minutes(time.operator().plus(time.wrapUp()), prices.operatorMinute);
  }

  private static BigDecimal line(ComparedAttempt touch, CallPrice price) {
    BigDecimal placed = touch.route().placed() ? price.attempt.add(price.label) : BigDecimal.ZERO;
    BigDecimal answered = touch.answer().answered() ? price.answered : BigDecimal.ZERO;
    return placed.add(answered).add(minutes(price.increment.billed(touch.time().talk()), price.minute));
  }

  static BigDecimal minutes(Duration time, BigDecimal price) {
    long millis = time.toMillis();
    if (millis == 0 || price.signum() == 0) {
      return NOTHING;
    }
    return price.multiply(BigDecimal.valueOf(millis)).divide(MILLIS_A_MINUTE, SCALE, RoundingMode.HALF_UP);
  }
}
