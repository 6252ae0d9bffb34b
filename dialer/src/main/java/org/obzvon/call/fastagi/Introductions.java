package org.obzvon.call.fastagi;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// Connections that have not yet said which call they belong to. They hold no session. When there are more than may wait,
/// the one that has been silent longest gives way: an exchange introduces its call at once, so strangers who keep
/// connections open push out each other and not the calls.
final class Introductions {
  private final int most;
  private final Set<AgiConnection> waiting = new LinkedHashSet<>();

  Introductions(int most) {
    this.most = most;
  }

  /// Returns the connection that must be closed for this one.
  synchronized Optional<AgiConnection> add(AgiConnection connection) {
    Optional<AgiConnection> oldest =
        waiting.size() < most ? Optional.empty() : Optional.of(waiting.iterator().next());
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
