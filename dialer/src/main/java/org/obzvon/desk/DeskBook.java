package org.obzvon.desk;

import java.util.List;
import java.util.UUID;

/// Stores seats and conversations, so that a restart restores every operator's state. Every failure except
/// [UnstorableEntry] may be retried.
public interface DeskBook {

  void save(Seat seat);

  void remove(UUID operator);

  /// Returns the signed-on operators who may still work here, without their conversations.
  List<Seat> seats();

  void save(DeskConversation talk);

  /// Returns conversations that are not over, and the last one of each signed-on operator whose disposition is missing.
  List<DeskConversation> unfinished();

  /// Stores an operator's disposition.
  ///
  /// @param noted stores what belongs to it elsewhere; in the same transaction where both are in one store
  void write(DeskConversation talk, Disposition disposition, Runnable noted);
}
