package org.obzvon.call;

import java.time.Instant;
import java.util.UUID;

/// An exchange's report of debtors who wait for an operator or talk to one, in our own types. Lost events are made
/// up for by asking the exchange.
///
/// A leg is the exchange's id of an operator's own channel; the debtor's channel has the attempt's id.
public sealed interface QueueEvent {

  Instant at();

  /// A debtor waits. The end of the wait shows in what follows: they are connected, go on in the dialplan, or hang up.
  record Joined(UUID attempt, Instant at) implements QueueEvent {}

  /// An operator's telephone rings for the debtor.
  record Rang(UUID attempt, String endpoint, String leg, Instant at) implements QueueEvent {}

  record Connected(UUID attempt, String endpoint, String leg, Instant at) implements QueueEvent {}

  /// The operator let it ring, or rejected the call.
  record NotAnswered(UUID attempt, String endpoint, Instant at) implements QueueEvent {}

  /// The debtor's channel was answered.
  record DebtorUp(UUID attempt, Instant at) implements QueueEvent {}

  /// The debtor's channel ended.
  ///
  /// @param noSuchNumber whether the network said that nobody has the number
  record DebtorGone(UUID attempt, Instant at, boolean noSuchNumber) implements QueueEvent {
    public DebtorGone(UUID attempt, Instant at) {
      this(attempt, at, false);
    }
  }

  /// An operator's telephone that we rang was picked up.
  record LegUp(String leg, Instant at) implements QueueEvent {}

  record LegGone(String leg, Instant at) implements QueueEvent {}
}
