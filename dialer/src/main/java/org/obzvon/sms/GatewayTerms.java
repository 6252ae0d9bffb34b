package org.obzvon.sms;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import org.obzvon.register.Phone;

/// The numbers that a gateway serves, its prices and its limits.
///
/// @param sender the name or number that debtors see
/// @param prices of one segment, by number prefix; a number that matches none is not sent this way
/// @param segmentsPerSecond how fast the provider takes segments
/// @param dailyBudget what may be spent from midnight to midnight UTC; empty for no limit
public record GatewayTerms(
    String name, String sender, Currency currency, Map<String, BigDecimal> prices, double segmentsPerSecond,
    Optional<BigDecimal> dailyBudget) {
  public GatewayTerms {
    prices = Map.copyOf(prices);
    if (!(segmentsPerSecond > 0)) {
      throw new IllegalArgumentException("the rate must be above 0");
    }
  }

  /// The longest prefix that the number has.
  Optional<String> prefix(Phone phone) {
    return prices.keySet().stream()
        .filter(phone.e164()::startsWith)
        .max(Comparator.comparingInt(String::length));
  }

  /// The cost in the gateway's currency, exact: a segment may cost a fraction of a hundredth.
  public Optional<BigDecimal> cost(Phone phone, int segments) {
    return prefix(phone).map(prefix -> prices.get(prefix).multiply(BigDecimal.valueOf(segments)));
  }
}
