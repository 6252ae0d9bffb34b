package org.obzvon.contact.jooq;

import static org.jooq.impl.DSL.any;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CONTACT;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.ContactState;
import org.obzvon.contact.OpenAttempts;

/// The open attempts that this node is responsible for: its own, and those of a node whose lease expired.
public final class JooqOpenAttempts implements OpenAttempts {
  /// The lease of an attempt that was taken over; longer than any wait for this node's next heartbeat.
  private static final Duration UNTIL_HEARTBEAT = Duration.ofMinutes(1);

  private final DSLContext db;
  private final String node;
  private final InstantSource clock;

  public JooqOpenAttempts(DSLContext db, String node, InstantSource clock) {
    this.db = db;
    this.node = node;
    this.clock = clock;
  }

  @Override
  public Optional<Attempt> find(UUID attempt) {
    return fetch(ATTEMPT.ID.eq(attempt).and(ATTEMPT.CLOSED_AT.isNull()));
  }

  @Override
  public Optional<Attempt> findClosedToo(UUID attempt) {
    return fetch(ATTEMPT.ID.eq(attempt));
  }

  private Optional<Attempt> fetch(Condition which) {
    return db.select(ContactRows.attemptFields())
        .from(ATTEMPT)
        .join(CONTACT)
        .on(CONTACT.ID.eq(ATTEMPT.CONTACT_ID))
        .where(which)
        .fetchOptional(ContactRows::attempt);
  }

  @Override
  public boolean isWanted(UUID attempt) {
    return db.fetchExists(
        db.selectOne()
            .from(ATTEMPT)
            .join(CONTACT)
            .on(CONTACT.ID.eq(ATTEMPT.CONTACT_ID))
            .where(ATTEMPT.ID.eq(attempt))
            .and(ATTEMPT.CLOSED_AT.isNull())
            .and(CONTACT.STATE.eq(ContactState.IN_PROGRESS.name())));
  }

  @Override
  public Set<UUID> closed(Set<UUID> attempts) {
    return attempts.isEmpty()
        ? Set.of()
        : db.select(ATTEMPT.ID)
            .from(ATTEMPT)
            .where(ATTEMPT.ID.eq(any(attempts.toArray(UUID[]::new))))
            .and(ATTEMPT.CLOSED_AT.isNotNull())
            .fetchSet(ATTEMPT.ID);
  }

  @Override
  public List<Attempt> takeOver(String line, int limit) {
    Instant now = clock.instant();
    return db.transactionResult(
        () -> {
          List<Attempt> left = db
              .select(ContactRows.attemptFields())
              .from(ATTEMPT)
              .join(CONTACT)
              .on(CONTACT.ID.eq(ATTEMPT.CONTACT_ID))
              .where(ATTEMPT.CLOSED_AT.isNull())
              .and(ATTEMPT.LINE.eq(line))
              .and(ATTEMPT.NODE.ne(node))
              .and(CONTACT.LEASED_UNTIL.lt(now))
              .orderBy(CONTACT.ID)
              .limit(limit)
              .forUpdate()
              .skipLocked()
              .fetch(ContactRows::attempt);
          db
              .update(ATTEMPT)
              .set(ATTEMPT.NODE, node)
              .where(ATTEMPT.ID.eq(any(left.stream().map(Attempt::id).toArray(UUID[]::new))))
              .execute();
          db
              .update(CONTACT)
              .set(CONTACT.LEASED_UNTIL, now.plus(UNTIL_HEARTBEAT))
              .where(CONTACT.ID.eq(any(left.stream().map(one -> one.contact().id()).toArray(UUID[]::new))))
              .execute();
          return left;
        });
  }

  @Override
  public List<Attempt> onLine(String line, Instant writtenBefore, int limit) {
    return db.select(ContactRows.attemptFields())
        .from(ATTEMPT)
        .join(CONTACT)
        .on(CONTACT.ID.eq(ATTEMPT.CONTACT_ID))
        .where(ATTEMPT.CLOSED_AT.isNull())
        .and(ATTEMPT.LINE.eq(line))
        .and(ATTEMPT.WRITTEN_AT.lt(writtenBefore))
        .and(ATTEMPT.NODE.eq(node).or(CONTACT.LEASED_UNTIL.lt(clock.instant())))
        .orderBy(ATTEMPT.WRITTEN_AT, ATTEMPT.ID)
        .limit(limit)
        .fetch(ContactRows::attempt);
  }
}
