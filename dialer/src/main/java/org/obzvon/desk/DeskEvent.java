package org.obzvon.desk;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// An event that pages and webhooks receive, in the order in which it happened.
public sealed interface DeskEvent {

  /// An operator signed on, changed state, or signed off (then without a view).
  record Changed(UUID operator, Optional<Seat> view) implements DeskEvent {}

  /// A screen pop: the operator's telephone rings for this debtor, or the operator asked for the next one.
  record Popped(UUID operator, ScreenPop pop, Instant at) implements DeskEvent {}

  /// The conversation is over; after [ConversationEnd#TALKED] the operator still has to write the disposition.
  record Ended(UUID conversation, Optional<UUID> operator, ConversationEnd end, Instant at) implements DeskEvent {}

  /// The list of waiting debtors has changed.
  record QueueMoved(QueueView queue) implements DeskEvent {}

  record CallBackKept(UUID attempt, Instant at, Optional<UUID> operator) implements DeskEvent {}
}
