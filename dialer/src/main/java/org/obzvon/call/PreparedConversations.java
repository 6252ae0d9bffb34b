package org.obzvon.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Conversations of calls that were placed and may be answered any moment, so that a debtor who picks up need not wait
/// for the store. Each is given out once.
final class PreparedConversations {
  /// How long a conversation is kept: the longest ring time-out a campaign may have, and some time for rendering and
  /// setting up. A conversation that was prepared longer ago is built anew from the account as it is then.
  private static final Duration LASTS = Duration.ofMinutes(3);
  /// The most calls that ring at once; beyond it the oldest are forgotten and built anew.
  private static final int MOST = 5_000;

  private final LinkedHashMap<UUID, Prepared> oldestFirst = new LinkedHashMap<>();

  private record Prepared(Conversation conversation, Instant at) {}

  synchronized void keep(Conversation conversation, Instant now) {
    oldestFirst.put(conversation.attempt(), new Prepared(conversation, now));
    Iterator<Map.Entry<UUID, Prepared>> oldest = oldestFirst.entrySet().iterator();
    while (oldestFirst.size() > MOST || oldest.next().getValue().at().isBefore(now.minus(LASTS))) {
      oldestFirst.pollFirstEntry();
      oldest = oldestFirst.entrySet().iterator();
    }
  }

  synchronized Optional<Conversation> take(UUID attempt, Instant now) {
    return Optional.ofNullable(oldestFirst.remove(attempt))
        .filter(prepared -> !prepared.at().isBefore(now.minus(LASTS)))
        .map(Prepared::conversation);
  }
}
