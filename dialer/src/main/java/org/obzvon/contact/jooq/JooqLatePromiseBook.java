package org.obzvon.contact.jooq;

import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.PROMISE;

import java.time.Instant;
import java.util.UUID;
import org.jooq.DSLContext;
import org.obzvon.contact.EventOutbox;
import org.obzvon.contact.EventOutbox.Event;
import org.obzvon.contact.Promise;
import org.obzvon.contact.LatePromiseBook;
import org.obzvon.register.IdGenerator;

/// Stores promises; the table's unique key allows one per attempt.
public final class JooqLatePromiseBook implements LatePromiseBook {
  private final DSLContext db;
  private final EventOutbox events;

  /// @param events on the same store
  public JooqLatePromiseBook(DSLContext db, EventOutbox events) {
    this.db = db;
    this.events = events;
  }

  @Override
  public boolean add(UUID attempt, Promise promise, Instant madeAt) {
    return db.transactionResult(
        () -> {
          UUID id = IdGenerator.next();
          boolean isNew = db.select(ATTEMPT.ACCOUNT_ID).from(ATTEMPT).where(ATTEMPT.ID.eq(attempt))
              .fetchOptional(ATTEMPT.ACCOUNT_ID)
              .filter(account -> isInserted(id, attempt, account, promise, madeAt))
              .isPresent();
          if (isNew) {
            events.add(Event.PROMISE, id);
          }
          return isNew;
        });
  }

  private boolean isInserted(UUID id, UUID attempt, UUID account, Promise promise, Instant madeAt) {
    return db.insertInto(PROMISE)
        .set(PROMISE.ID, id)
        .set(PROMISE.ATTEMPT_ID, attempt)
        .set(PROMISE.ACCOUNT_ID, account)
        .set(PROMISE.PROMISED_ON, promise.day())
        .set(PROMISE.AMOUNT, promise.amount().amount())
        .set(PROMISE.CURRENCY, promise.amount().currency().getCurrencyCode())
        .set(PROMISE.MADE_AT, madeAt)
        .set(PROMISE.STATE, "OPEN")
        .onConflict(PROMISE.ATTEMPT_ID)
        .doNothing()
        .execute() == 1;
  }
}
