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
import java.util.Optional;

/// What contacts cost, by date and currency. Each currency has periods of its own; nothing is ever converted.
///
/// @param zone the zone whose midnight begins a period
public record RateTable(ZoneId zone, List<Period> periods) {

  public RateTable {
    periods = periods.stream().sorted(Comparator.comparing(Period::from)).toList();
  }

  /// Prices in force from a day on, until the next period of the same currency begins.
  ///
  /// @param increment a call is billed in whole steps of this, from the answer
  public record Period(LocalDate from, Currency currency, Prices prices, Duration increment) {}

  /// @param operatorMinute what a minute of an operator costs beside the line, talking or writing down what came of it
  /// @param speechMinute what a minute of the robot's speech costs beside the line; zero where the voice is one's own
  public record Prices(
      BigDecimal callMinute, BigDecimal smsSegment, BigDecimal operatorMinute, BigDecimal speechMinute) {}

  /// The period in force; empty before the first one of that currency.
  public Optional<Period> at(Instant moment, Currency currency) {
    LocalDate day = moment.atZone(zone).toLocalDate();
    return periods.reversed().stream()
        .filter(period -> period.currency.equals(currency) && !period.from.isAfter(day))
        .findFirst();
  }

  /// The cost of an attempt: the message's own price where it is known, else by the period in force.
  public Optional<BigDecimal> cost(Touch touch, Currency currency) {
    return touch.text().price().or(() -> at(touch.at(), currency).map(period -> cost(touch, period)));
  }

  /// The cost of an attempt. An attempt that nobody answered, and a message that was not sent, cost nothing.
  public static BigDecimal cost(Touch touch, Period period) {
    return switch (touch.by().channel()) {
      case ROBOT ->
          line(touch.time().talk(), period)
              .add(minutes(touch.time().robot(), period.prices.speechMinute))
              .add(operator(touch.time(), period));
      case OPERATOR -> line(touch.time().talk(), period).add(operator(touch.time(), period));
      case SMS -> period.prices.smsSegment.multiply(BigDecimal.valueOf(touch.segments()));
    };
  }

  /// The operator's part of the cost, beside the line.
  static BigDecimal ofOperator(OperatorTurn.Times times, Period period) {
    return minutes(times.talk().plus(times.wrapUp()), period.prices.operatorMinute);
  }

  private static BigDecimal operator(Touch.Time time, Period period) {
    return minutes(time.operator().plus(time.wrapUp()), period.prices.operatorMinute);
  }

  private static BigDecimal line(Duration talk, Period period) {
    long steps = (talk.toMillis() + period.increment.toMillis() - 1) / period.increment.toMillis();
    return minutes(period.increment.multipliedBy(steps), period.prices.callMinute);
  }

  private static BigDecimal minutes(Duration time, BigDecimal price) {
    BigDecimal millis = BigDecimal.valueOf(time.toMillis());
    return price.multiply(millis).divide(BigDecimal.valueOf(60_000), 6, RoundingMode.HALF_UP);
  }
}
