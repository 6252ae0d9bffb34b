package org.obzvon.comparison;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.obzvon.contact.Channel;

/// The prices of a [RateTable], found quickly for each of many attempts. It is for one thread.
final class AttemptPrices {
  private final RateTable rates;
  private final Map<Route, List<Since>> byRoute = new HashMap<>();

  private record Route(Currency currency, Channel channel, String line) {}

  /// Prices of a route from a moment on, until the next of its list.
  private record Since(Instant from, RateTable.Prices prices) {}

  AttemptPrices(RateTable rates) {
    this.rates = rates;
  }

  ZoneId zone() {
    return rates.zone();
  }

  /// Returns the cost of an attempt: the message's own price if it is known, else the price of the period in force.
  Optional<BigDecimal> of(ComparedAttempt attempt, Currency currency) {
    Optional<BigDecimal> own = attempt.text().price();
    return own.isPresent()
        ? own
        : at(attempt.at(), new Route(currency, attempt.by().channel(), attempt.route().line()))
            .map(prices -> RateTable.cost(attempt, prices));
  }

  /// Returns the price of a message: its own if it is known, else that of its segments in the period in force.
  Optional<BigDecimal> of(PastText letter, Currency currency) {
    return letter.price().or(
        () -> at(letter.at(), new Route(currency, Channel.SMS, letter.line()))
            .map(prices -> prices.smsSegment().multiply(BigDecimal.valueOf(letter.segments()))));
  }

  /// Returns the operator's part of the cost of a turn, without the line.
  Optional<BigDecimal> ofOperator(OperatorTurn.Times times, Currency currency) {
    return rates.at(times.rang(), currency).map(period -> RateTable.ofOperator(times, period));
  }

  private Optional<RateTable.Prices> at(Instant moment, Route route) {
    for (Since since : byRoute.computeIfAbsent(route, this::newestFirst)) {
      if (!since.from.isAfter(moment)) {
        return Optional.of(since.prices);
      }
    }
    return Optional.empty();
  }

  private List<Since> newestFirst(Route route) {
    return rates.periods().reversed().stream()
        .filter(period -> period.currency().equals(route.currency))
        .map(
            period -> new Since(
                period.from().atStartOfDay(rates.zone()).toInstant(), period.of(route.channel, route.line)))
        .toList();
  }
}
