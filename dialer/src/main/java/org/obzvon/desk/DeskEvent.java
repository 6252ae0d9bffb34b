package org.obzvon.desk;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// What pages and webhooks are told, in the order it happened.
public sealed interface DeskEvent {

  /// An operator signed on, moved to another state, or signed off (then without a view).
  record Changed(UUID operator, Optional<Seat> view) implements DeskEvent {}

  /// A debtor for this operator: his telephone rings, or he asked for the next one.
  record Popped(UUID operator, Pop pop, Instant at) implements DeskEvent {}

  /// The operator's turn is over; after [ConversationEnd#TALKED] he still has to write down what came of it.
  record Ended(UUID conversation, Optional<UUID> operator, ConversationEnd end, Instant at) implements DeskEvent {}

  /// Who waits has changed.
  record QueueMoved(QueueView queue) implements DeskEvent {}

  record CallBackKept(UUID attempt, Instant at, Optional<UUID> operator) implements DeskEvent {}
}
