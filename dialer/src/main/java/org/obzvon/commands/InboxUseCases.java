package org.obzvon.commands;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.register.ListPosition;
import org.obzvon.sms.Inbox;
import org.obzvon.staff.Actor;
import org.obzvon.staff.AuditLog;

/// Lists and closes answers of debtors. A closed answer is stored together with the person who closed it.
public final class InboxUseCases {
  private final Inbox inbox;
  private final AuditLog log;
  private final InstantSource clock;

  public InboxUseCases(Inbox inbox, AuditLog log, InstantSource clock) {
    this.inbox = inbox;
    this.log = log;
    this.clock = clock;
  }

  /// Returns the waiting answers, oldest first.
  public List<Inbox.Entry> open(int limit) {
    return inbox.open(Optional.empty(), limit);
  }

  /// Returns the answers that wait after a position, oldest first.
  public List<Inbox.Entry> open(Optional<ListPosition> after, int limit) {
    return inbox.open(after, limit);
  }

  public Optional<Inbox.Entry> find(UUID id) {
    return inbox.find(id);
  }

  /// Closes the answer. Returns false if there is none to close.
  public boolean close(Actor actor, UUID id) {
    return log.asOne(
        () -> {
          boolean closed = inbox.close(id, clock.instant());
          if (closed) {
            log.note(actor, AuditLog.Deed.of("inbox close", "message " + id));
          }
          return closed;
        });
  }
}
