package org.obzvon.call;

import java.time.Instant;
import java.util.UUID;

/// What an exchange tells of debtors who wait for an operator or talk to one, in our words. Events that are lost are
/// made up for by asking the exchange.
///
/// A leg is the exchange's id of an operator's own channel; the debtor's channel has the attempt's id.
public sealed interface QueueEvent {

  Instant at();

  /// A debtor waits. That he waits no more shows in what follows: he is connected, goes on in the dialplan, or hung up.
  record Joined(UUID attempt, Instant at) implements QueueEvent {}

  /// An operator's telephone rings for him.
  record Rang(UUID attempt, String endpoint, String leg, Instant at) implements QueueEvent {}

  record Connected(UUID attempt, String endpoint, String leg, Instant at) implements QueueEvent {}

  /// The operator let it ring, or turned it down.
  record NotAnswered(UUID attempt, String endpoint, Instant at) implements QueueEvent {}

  /// The debtor's channel was answered.
  record DebtorUp(UUID attempt, Instant at) implements QueueEvent {}

  ///
  /// @param noSuchNumber the network said that nobody has the number
  record DebtorGone(UUID attempt, Instant at, boolean noSuchNumber) implements QueueEvent {
    public DebtorGone(UUID attempt, Instant at) {
      this(attempt, at, false);
    }
  }

  /// An operator's telephone that we rang was picked up.
  record LegUp(String leg, Instant at) implements QueueEvent {}

  record LegGone(String leg, Instant at) implements QueueEvent {}
}
