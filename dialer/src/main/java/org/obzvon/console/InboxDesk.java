package org.obzvon.console;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.register.Position;
import org.obzvon.sms.Inbox;
import org.obzvon.staff.Actor;
import org.obzvon.staff.AuditLog;

/// The answers of debtors for whoever deals with them; that somebody has is stored together with who it was.
public final class InboxDesk {
  private final Inbox inbox;
  private final AuditLog log;
  private final InstantSource clock;

  public InboxDesk(Inbox inbox, AuditLog log, InstantSource clock) {
    this.inbox = inbox;
    this.log = log;
    this.clock = clock;
  }

  /// What waits, oldest first.
  public List<Inbox.Entry> open(int limit) {
    return inbox.open(Optional.empty(), limit);
  }

  /// What waits after a position, oldest first.
  public List<Inbox.Entry> open(Optional<Position> after, int limit) {
    return inbox.open(after, limit);
  }

  public Optional<Inbox.Entry> find(UUID id) {
    return inbox.find(id);
  }

  /// Whether there was one to close.
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
