package org.obzvon.desk;

import java.time.Instant;
import java.util.Optional;

/// A signed-on operator.
///
/// @param turn the debtor he has to do with, until he has written down what came of it
public record Seat(Operator operator, Work work, Status status, Instant signedOnAt, int missed, Optional<Turn> turn) {

  public record Status(OperatorState state, String reason, Instant since) {}

  public record Turn(Pop pop, boolean recording) {}

  OperatorState state() {
    return status.state();
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

  OperatorView view() {
    return new OperatorView(
        operator, work, status.state(), status.reason(), signedOnAt, status.since(), missed,
        status.state().isInCall() && turn.filter(Turn::recording).isPresent(), turn.map(Turn::pop));
  }
}
