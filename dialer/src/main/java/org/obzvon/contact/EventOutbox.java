package org.obzvon.contact;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/// Queues events for other programs (a transactional outbox): an event is stored in the transaction that stores its
/// fact, so that none is lost and none tells of a fact that was rolled back. What is queued is sent later.
public interface EventOutbox {

  /// The facts of which other programs may be told.
  enum Event {
    /// An attempt was closed.
    OUTCOME,
    /// A debtor promised to pay.
    PROMISE,
    /// A debtor asked, or formally demanded, not to be contacted.
    OPT_OUT,
    TICKET_OPENED,
    TICKET_CLOSED,
    /// A line stopped taking calls by itself, or works again.
    LINE_CHANGED
  }

  /// Queues one event for each subject, with one statement. An event that is queued already is not queued again. It
  /// must be called within the transaction that stores the facts.
  ///
  /// @param subjects the ids of the attempts, promises, suppressions, tickets or changes of a line
  void add(Event event, Collection<UUID> subjects);

  default void add(Event event, UUID subject) {
    add(event, List.of(subject));
  }
}
