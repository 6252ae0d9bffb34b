package org.obzvon.console.api.jooq;

import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.obzvon.jooq.Tables.API_ANSWER;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.obzvon.console.api.IdempotentAnswers;
import org.obzvon.jooq.tables.records.ApiAnswerRecord;

/// Keeps answers in PostgreSQL. The table's key decides which of two requests is the first.
public final class JooqIdempotentAnswers implements IdempotentAnswers {
  private static final int CLEARED_AT_ONCE = 100;

  private final DSLContext db;
  private final InstantSource clock;

  public JooqIdempotentAnswers(DSLContext db, InstantSource clock) {
    this.db = db;
    this.clock = clock;
  }

  @Override
  public Turn begin(Asked asked) {
    Instant now = clock.instant();
    return db.transactionResult(
        () -> {
          clear(db, now);
          return isFirst(db, asked, now) ? new Turn.First() : again(db, asked, now);
        });
  }

  /// Removes expired answers. Each request removes more than it adds.
  private static void clear(DSLContext tx, Instant now) {
    tx.deleteFrom(API_ANSWER)
        .where(
            row(API_ANSWER.KEY_ID, API_ANSWER.IDEMPOTENCY_KEY).in(
                select(API_ANSWER.KEY_ID, API_ANSWER.IDEMPOTENCY_KEY).from(API_ANSWER)
                    .where(API_ANSWER.BEGUN_AT.lt(now.minus(KEPT)))
                    .limit(CLEARED_AT_ONCE)
                    .forUpdate()
                    .skipLocked()))
        .execute();
  }

  private static boolean isFirst(DSLContext tx, Asked asked, Instant now) {
    return tx.insertInto(API_ANSWER)
        .set(API_ANSWER.KEY_ID, asked.key())
        .set(API_ANSWER.IDEMPOTENCY_KEY, asked.idempotencyKey())
        .set(API_ANSWER.REQUEST_SHA256, asked.sha256())
        .set(API_ANSWER.BEGUN_AT, now)
        .set(API_ANSWER.HELD_UNTIL, now.plus(HELD))
        .onConflictDoNothing()
        .execute() == 1;
  }

  private static Turn again(DSLContext tx, Asked asked, Instant now) {
    Optional<ApiAnswerRecord> known = tx.selectFrom(API_ANSWER).where(is(asked)).forUpdate().fetchOptional();
    if (known.isEmpty()) {
      return new Turn.InWork(); // another request freed the key at this moment; the caller tries again
    }
    ApiAnswerRecord first = known.get();
    boolean old = first.getBegunAt().isBefore(now.minus(KEPT));
    if (!old && !Arrays.equals(first.getRequestSha256(), asked.sha256())) {
      return new Turn.OtherRequest();
    }
    if (!old && first.getStatus() != null) {
      return new Turn.Again(new Answer(first.getStatus(), first.getContentType(), first.getBody()));
    }
    if (!old && first.getHeldUntil().isAfter(now)) {
      return new Turn.InWork();
    }
    tx.update(API_ANSWER)
        .set(API_ANSWER.REQUEST_SHA256, asked.sha256())
        .set(API_ANSWER.BEGUN_AT, now)
        .set(API_ANSWER.HELD_UNTIL, now.plus(HELD))
        .setNull(API_ANSWER.STATUS)
        .setNull(API_ANSWER.CONTENT_TYPE)
        .setNull(API_ANSWER.BODY)
        .where(is(asked))
        .execute();
    return new Turn.First();
  }

  @Override
  public void keep(Asked asked, Answer answer) {
    db.update(API_ANSWER)
        .set(API_ANSWER.STATUS, answer.status())
        .set(API_ANSWER.CONTENT_TYPE, answer.contentType())
        .set(API_ANSWER.BODY, answer.body())
        .where(is(asked))
        .execute();
  }

  @Override
  public void forget(Asked asked) {
    db.deleteFrom(API_ANSWER).where(is(asked)).and(API_ANSWER.STATUS.isNull()).execute();
  }

  private static Condition is(Asked asked) {
    return API_ANSWER.KEY_ID.eq(asked.key()).and(API_ANSWER.IDEMPOTENCY_KEY.eq(asked.idempotencyKey()));
  }
}
