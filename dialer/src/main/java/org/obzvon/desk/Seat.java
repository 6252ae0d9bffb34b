package org.obzvon.desk;

import java.time.Instant;
import java.util.Optional;
import org.obzvon.register.Language;

/// A signed-on operator, as the desk knows and pages show him.
///
/// @param missed calls he did not answer since he signed on
/// @param turn the debtor he has to do with, until he has written down what came of it
public record Seat(Operator operator, Work work, Status status, Instant signedOnAt, int missed, Optional<Turn> turn) {

  /// @param reason why he is paused, or why the debtor of his last call is gone; empty text otherwise
  /// @param since when he came into this state
  public record Status(OperatorState state, String reason, Instant since) {}

  public record Turn(Pop pop, boolean recording) {}

  /// Whether the time to write down what came of the last call is over.
  public boolean isLate() {
    return turn.isPresent() && state() == OperatorState.PAUSED && Absence.WRAP_UP.equals(status.reason());
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

  /// The debtor he has to do with now.
  public Optional<Pop> pop() {
    return turn.map(Turn::pop);
  }

  /// That debtor's.
  Optional<Language> language() {
    return pop().map(pop -> pop.debtor().account().subscriber().language());
  }

  /// Whether his talk is being recorded.
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
