package org.obzvon.call;

import java.util.LinkedHashSet;
import java.util.UUID;

/// The last calls that were reported, so that what comes late does not open them again while the ledger may still hold
/// them as open. Bounded: 50 000 calls are more than a line can end while the ledger writes.
final class RecentlyClosed {
  private static final int LIMIT = 50_000;

  private final LinkedHashSet<UUID> closed = new LinkedHashSet<>();

  synchronized void add(UUID attempt) {
    closed.add(attempt);
    if (closed.size() > LIMIT) {
      closed.removeFirst();
    }
  }

  synchronized boolean holds(UUID attempt) {
    return closed.contains(attempt);
  }
}
