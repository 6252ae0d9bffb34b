package org.obzvon.call.fastagi;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// Connections that have not yet said which call they belong to. They hold no session. When more of them wait than the
/// limit, the one that has been silent longest is closed: an exchange introduces its call at once, so strangers who
/// keep connections open push out each other and not the calls.
final class UnidentifiedConnections {
  private final int most;
  private final Set<AgiConnection> waiting = new LinkedHashSet<>();

  UnidentifiedConnections(int most) {
    this.most = most;
  }

  /// Adds a connection and returns the one that must be closed for it.
  synchronized Optional<AgiConnection> add(AgiConnection connection) {
    Optional<AgiConnection> oldest = waiting.size() < most ? Optional.empty() : Optional.of(waiting.iterator().next());
    oldest.ifPresent(waiting::remove);
    waiting.add(connection);
    return oldest;
  }

  synchronized void remove(AgiConnection connection) {
    waiting.remove(connection);
  }

  synchronized Set<AgiConnection> all() {
    return Set.copyOf(waiting);
  }
}
