package org.obzvon.desk;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// The conversations that are not closed: one for each operator, and the debtors who wait. Not safe for use by several
/// threads; [DeskState] guards it and decides which moves are legal.
final class HeldConversations {
  private final Map<UUID, DeskConversation> turns = new HashMap<>();
  private final Map<UUID, DeskConversation> waiting = new LinkedHashMap<>();
  /// Conversations whose debtor is on the way to another operator.
  private final Map<UUID, DeskConversation> handedOn = new HashMap<>();

  Optional<DeskConversation> held(UUID conversation) {
    return Stream.of(turns, waiting, handedOn)
        .flatMap(some -> some.values().stream())
        .filter(talk -> talk.id().equals(conversation))
        .findFirst();
  }

  Optional<DeskConversation> turnOf(UUID operator) {
    return Optional.ofNullable(turns.get(operator));
  }

  /// Returns every operator's conversation, including one that is over but has no disposition.
  List<DeskConversation> turns() {
    return List.copyOf(turns.values());
  }

  /// Returns the debtors' waits, the longest first.
  List<DeskConversation> waiting() {
    return List.copyOf(waiting.values());
  }

  /// Returns the open conversations and the waits.
  List<DeskConversation> open() {
    return Stream.concat(turns.values().stream(), waiting.values().stream())
        .filter(talk -> talk.state().isOpen())
        .toList();
  }

  /// Puts the next version of a conversation in the place of the present one; a closed one is dropped.
  void replace(Optional<DeskConversation> before, DeskConversation after) {
    before.ifPresent(talk -> List.of(turns, waiting, handedOn).forEach(some -> some.values().remove(talk)));
    switch (after.state()) {
      case WAITING -> waiting.put(after.attempt(), after);
      case RINGING, TALKING, ENDED -> turns.put(after.operator().orElseThrow().operator(), after);
      case CLOSED -> {
      }
    }
  }

  /// Drops the conversation of an operator who signs off.
  void drop(UUID operator) {
    turns.remove(operator);
  }

  /// Gives the debtor of one conversation to the operator of another.
  void handOn(DeskConversation from, DeskConversation to) {
    turns.values().remove(from);
    handedOn.put(from.id(), from);
    replace(Optional.empty(), to);
  }

  /// Undoes [#handOn]. Returns false when the second conversation has changed since.
  boolean handBack(DeskConversation from, DeskConversation to) {
    boolean unchanged = turns.values().remove(to);
    Optional.ofNullable(handedOn.remove(from.id())).ifPresent(talk -> replace(Optional.empty(), talk));
    return unchanged;
  }
}
