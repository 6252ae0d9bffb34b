package org.obzvon.desk;

import java.time.Instant;
import java.util.Optional;
import org.obzvon.register.Language;

/// A signed-on operator, as the desk knows them and pages show them.
///
/// @param missed calls that the operator did not answer since signing on
/// @param turn the operator's present debtor, until the disposition is written
public record Seat(Operator operator, OperatorWorkKind work, Status status, Instant signedOnAt, int missed,
    Optional<Turn> turn) {

  /// @param reason code of why the operator is paused, or why the debtor whom the operator called last was not reached;
  ///     empty otherwise
  /// @param since when the operator entered this state
  public record Status(OperatorState state, String reason, Instant since) {}

  public record Turn(ScreenPop pop, boolean recording) {}

  /// Returns whether the operator has exceeded the wrap-up time of the last call.
  public boolean isLate() {
    return turn.isPresent() && state() == OperatorState.PAUSED && AutomaticPauseReasons.WRAP_UP.equals(status.reason());
  }

  public OperatorState state() {
    return status.state();
  }

  public String reason() {
    return status.reason();
  }

  public Instant since() {
    return status.since();
  }

  /// Returns the screen pop of the operator's present debtor.
  public Optional<ScreenPop> pop() {
    return turn.map(Turn::pop);
  }

  /// Returns that debtor's language.
  Optional<Language> language() {
    return pop().map(pop -> pop.debtor().account().subscriber().language());
  }

  /// Returns whether the operator's conversation is being recorded.
  public boolean recording() {
    return state().isInCall() && turn.filter(Turn::recording).isPresent();
  }

  Seat in(OperatorState state, String reason, Instant at) {
    return new Seat(operator, work, new Status(state, reason, at), signedOnAt, missed, turn);
  }

  Seat with(Optional<Turn> other) {
    return new Seat(operator, work, status, signedOnAt, missed, other);
  }

  Seat missedOne() {
    return new Seat(operator, work, status, signedOnAt, missed + 1, turn);
  }
}
