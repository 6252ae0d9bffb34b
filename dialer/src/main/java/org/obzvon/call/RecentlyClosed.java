package org.obzvon.call;

import java.util.LinkedHashMap;
import java.util.UUID;
import org.obzvon.contact.ContactOutcome;

/// The last calls that were reported, each with its last reported outcome. A late event does not open them again while
/// the ledger may still hold them as open, and a repeated outcome is not reported again. Bounded: 50 000 calls are more
/// than a line can end while the ledger writes.
final class RecentlyClosed {
  private static final int LIMIT = 50_000;

  private final LinkedHashMap<UUID, ContactOutcome> closed = new LinkedHashMap<>();

  synchronized void add(UUID attempt, ContactOutcome reported) {
    closed.put(attempt, reported);
    if (closed.size() > LIMIT) {
      closed.pollFirstEntry();
    }
  }

  synchronized boolean holds(UUID attempt) {
    return closed.containsKey(attempt);
  }

  /// Keeps a late outcome as the one reported last. Returns false when it is the one that was reported already.
  synchronized boolean isNews(UUID attempt, ContactOutcome late) {
    boolean news = !late.equals(closed.get(attempt));
    if (news) {
      add(attempt, late);
    }
    return news;
  }
}
