package org.obzvon.contact.jooq;

import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.PROMISE;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.obzvon.contact.Promise;
import org.obzvon.contact.PromiseBook;
import org.obzvon.register.Ids;

/// One promise an attempt, held by the table's unique key.
public final class JooqPromiseBook implements PromiseBook {
  private final DSLContext db;

  public JooqPromiseBook(DSLContext db) {
    this.db = db;
  }

  @Override
  public boolean add(UUID attempt, Promise promise, Instant madeAt) {
    Optional<UUID> account =
        db.select(ATTEMPT.ACCOUNT_ID).from(ATTEMPT).where(ATTEMPT.ID.eq(attempt)).fetchOptional(ATTEMPT.ACCOUNT_ID);
    return account
        .map(
            known ->
                db.insertInto(PROMISE)
                    .set(PROMISE.ID, Ids.next())
                    .set(PROMISE.ATTEMPT_ID, attempt)
                    .set(PROMISE.ACCOUNT_ID, known)
                    .set(PROMISE.PROMISED_ON, promise.day())
                    .set(PROMISE.AMOUNT, promise.amount().amount())
                    .set(PROMISE.CURRENCY, promise.amount().currency().getCurrencyCode())
                    .set(PROMISE.MADE_AT, madeAt)
                    .set(PROMISE.STATE, "OPEN")
                    .onConflict(PROMISE.ATTEMPT_ID)
                    .doNothing()
                    .execute())
        .filter(inserted -> inserted == 1)
        .isPresent();
  }
}
