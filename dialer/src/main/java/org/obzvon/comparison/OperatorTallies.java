package org.obzvon.comparison;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// Counts the work of each operator and its results, household by household.
final class OperatorTallies {
  private final AttemptPrices prices;
  private final SortedMap<String, Tally> byOperator = new TreeMap<>();

  OperatorTallies(AttemptPrices prices) {
    this.prices = prices;
  }

  /// Adds all turns with the accounts of one household.
  ///
  /// @param followed by account; a turn about an account that is not followed counts only for the load
  void add(List<OperatorTurn> turns, Map<UUID, AccountFollowUp> followed) {
    Map<Handled, Results> results = new HashMap<>();
    for (OperatorTurn turn : turns) {
      Optional<AccountFollowUp> account = Optional.ofNullable(followed.get(turn.account()));
      byOperator.computeIfAbsent(turn.operator(), _ -> new Tally()).add(turn, account);
      if (turn.times().answered().isPresent() && account.isPresent()) {
        results.merge(new Handled(turn.operator(), turn.account()), Results.of(turn), Results::plus);
      }
    }
    results.forEach((handled, result) -> byOperator.get(handled.operator).add(result, followed.get(handled.account)));
  }

  List<OperatorLoad> loads() {
    return byOperator.entrySet().stream().map(one -> one.getValue().close(one.getKey())).toList();
  }

  private record Handled(String operator, UUID account) {}

  /// The results of all turns of one operator with one account.
  private record Results(Instant first, boolean reached, boolean promised) {
    static Results of(OperatorTurn turn) {
      return new Results(turn.times().rang(), turn.result().reached(), turn.result().promised());
    }

    Results plus(Results other) {
      return new Results(
          first.isBefore(other.first) ? first : other.first, reached || other.reached, promised || other.promised);
    }
  }

  private final class Tally {
    private final Map<LocalDate, Span> days = new HashMap<>();
    private int turns;
    private int answered;
    private Duration talk = Duration.ZERO;
    private Duration wrapUp = Duration.ZERO;
    private WorkResults accounts = WorkResults.NONE;
    private Optional<BigDecimal> cost = Optional.of(BigDecimal.ZERO);

    void add(OperatorTurn turn, Optional<AccountFollowUp> account) {
      turns++;
      days.merge(turn.times().rang().atZone(prices.zone()).toLocalDate(), Span.of(turn), Span::over);
      if (turn.times().answered().isPresent()) {
        answered++;
        talk = talk.plus(turn.times().talk());
        wrapUp = wrapUp.plus(turn.times().wrapUp());
        cost = cost.flatMap(
            sum -> account.flatMap(one -> prices.ofOperator(turn.times(), one.account().debt().currency()))
                .map(sum::add));
      }
    }

    void add(Results results, AccountFollowUp account) {
      accounts = accounts.plus(results.reached, results.promised, account.paidAfter(results.first));
    }

    OperatorLoad close(String operator) {
      Duration present = days.values().stream().map(Span::length).reduce(Duration.ZERO, Duration::plus);
      return new OperatorLoad(
          operator, new OperatorLoad.Turns(turns, answered, days.size()),
          new OperatorLoad.Spent(talk, wrapUp, present), accounts, cost);
    }
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
