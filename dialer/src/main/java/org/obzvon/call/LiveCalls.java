package org.obzvon.call;

import java.util.Set;
import java.util.UUID;

/// The calls of ours that the exchange has at this moment.
///
/// @param waiting calls that are not answered yet
/// @param answered calls that were picked up
public record LiveCalls(Set<UUID> waiting, Set<UUID> answered) {

  public LiveCalls {
    waiting = Set.copyOf(waiting);
    answered = Set.copyOf(answered);
  }
}
