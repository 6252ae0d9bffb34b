package org.obzvon.comparison;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/// How much work one operator had in a campaign and what resulted from it.
///
/// @param cost of their talk and wrap-up, without the line; empty when a turn has no price
public record OperatorLoad(
    String operator, Turns turns, Spent spent, WorkResults accounts, Optional<BigDecimal> cost) {

  /// @param days on which they had a turn
  public record Turns(int all, int answered, int days) {}

  /// @param present from the first ring to the last wrap-up of each day, summed
  public record Spent(Duration talk, Duration wrapUp, Duration present) {

    /// Returns the part of their presence spent in talk or wrap-up; NaN if the presence is zero.
    public double busy() {
      return present.isZero() ? Double.NaN : (double) talk.plus(wrapUp).toMillis() / present.toMillis();
    }
  }

  /// @param followed by account; a turn about an account that is not followed counts only for the load
  static List<OperatorLoad> of(
      List<OperatorTurn> turns, Map<UUID, Stories.Followed> followed, RateTable rates) {
    SortedMap<String, List<OperatorTurn>> byOperator = turns.stream()
        .collect(Collectors.groupingBy(OperatorTurn::operator, TreeMap::new, Collectors.toList()));
    return byOperator.entrySet().stream().map(one -> of(one.getKey(), one.getValue(), followed, rates)).toList();
  }

  private static OperatorLoad of(
      String operator, List<OperatorTurn> turns, Map<UUID, Stories.Followed> followed, RateTable rates) {
    List<OperatorTurn> answered = turns.stream().filter(turn -> turn.times().answered().isPresent()).toList();
    Map<LocalDate, Span> days = new HashMap<>();
    turns.forEach(turn -> days.merge(day(turn, rates.zone()), Span.of(turn), Span::over));
    Duration talk = sum(answered.stream().map(turn -> turn.times().talk()).toList());
    Duration wrapUp = sum(answered.stream().map(turn -> turn.times().wrapUp()).toList());
    Duration present = sum(days.values().stream().map(Span::length).toList());
    return new OperatorLoad(
        operator, new Turns(turns.size(), answered.size(), days.size()), new Spent(talk, wrapUp, present),
        reckoning(answered, followed), cost(answered, followed, rates));
  }

  private static LocalDate day(OperatorTurn turn, ZoneId zone) {
    return turn.times().rang().atZone(zone).toLocalDate();
  }

  private static Duration sum(List<Duration> parts) {
    return parts.stream().reduce(Duration.ZERO, Duration::plus);
  }

  private static WorkResults reckoning(List<OperatorTurn> answered, Map<UUID, Stories.Followed> followed) {
    Map<UUID, List<OperatorTurn>> byAccount = answered.stream()
        .filter(turn -> followed.containsKey(turn.account()))
        .collect(Collectors.groupingBy(OperatorTurn::account));
    WorkResults reckoning = WorkResults.NONE;
    for (Map.Entry<UUID, List<OperatorTurn>> one : byAccount.entrySet()) {
      Instant first = one.getValue().stream().map(turn -> turn.times().rang()).min(Comparator.naturalOrder())
          .orElseThrow();
      reckoning = reckoning.plus(
          one.getValue().stream().anyMatch(turn -> turn.result().reached()),
          one.getValue().stream().anyMatch(turn -> turn.result().promised()),
          followed.get(one.getKey()).paidAfter(first));
    }
    return reckoning;
  }

  private static Optional<BigDecimal> cost(
      List<OperatorTurn> answered, Map<UUID, Stories.Followed> followed, RateTable rates) {
    Optional<BigDecimal> sum = Optional.of(BigDecimal.ZERO);
    for (OperatorTurn turn : answered) {
      sum = sum.flatMap(
          known -> Optional.ofNullable(followed.get(turn.account()))
              .flatMap(one -> rates.at(turn.times().rang(), one.account().debt().currency()))
              .map(period -> known.add(RateTable.ofOperator(turn.times(), period))));
    }
    return sum;
  }

  private record Span(Instant from, Instant to) {
    static Span of(OperatorTurn turn) {
      return new Span(turn.times().rang(), turn.times().last());
    }

    Span over(Span other) {
      return new Span(from.isBefore(other.from) ? from : other.from, to.isAfter(other.to) ? to : other.to);
    }

    Duration length() {
      return Duration.between(from, to);
    }
  }
}
