package org.obzvon.webhook.jooq;

import static org.jooq.impl.DSL.select;
import static org.obzvon.jooq.Tables.WEBHOOK;
import static org.obzvon.jooq.Tables.WEBHOOK_DELIVERY;
import static org.obzvon.jooq.Tables.WEBHOOK_TRIAL;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.obzvon.register.IdGenerator;
import org.obzvon.webhook.Deliveries.State;
import org.obzvon.webhook.DeliveryLog;
import org.obzvon.webhook.WebhookEvent;

/// The log of deliveries in PostgreSQL.
public final class JooqDeliveryLog implements DeliveryLog {
  private final DSLContext db;
  private final InstantSource clock;

  public JooqDeliveryLog(DSLContext db, InstantSource clock) {
    this.db = db;
    this.clock = clock;
  }

  @Override
  public List<Entry> page(Filter filter) {
    var last = WEBHOOK_DELIVERY.as("last");
    Condition wanted = filter.webhook().map(WEBHOOK_DELIVERY.WEBHOOK_ID::eq).orElse(DSL.noCondition())
        .and(filter.state().map(state -> WEBHOOK_DELIVERY.STATE.eq(state.name())).orElse(DSL.noCondition()))
        .and(
            filter.before()
                .map(id -> WEBHOOK_DELIVERY.NUMBER.lt(select(last.NUMBER).from(last).where(last.ID.eq(id))))
                .orElse(DSL.noCondition()));
    return db.selectFrom(WEBHOOK_DELIVERY)
        .where(wanted)
        .orderBy(WEBHOOK_DELIVERY.NUMBER.desc())
        .limit(filter.limit())
        .fetch(JooqDeliveryLog::entry);
  }

  private static Entry entry(Record row) {
    return new Entry(
        row.get(WEBHOOK_DELIVERY.ID),
        row.get(WEBHOOK_DELIVERY.WEBHOOK_ID),
        WebhookEvent.find(row.get(WEBHOOK_DELIVERY.EVENT)).orElseThrow(),
        row.get(WEBHOOK_DELIVERY.SUBJECT),
        State.valueOf(row.get(WEBHOOK_DELIVERY.STATE)),
        row.get(WEBHOOK_DELIVERY.TRIES),
        row.get(WEBHOOK_DELIVERY.DUE_AT),
        Optional.ofNullable(row.get(WEBHOOK_DELIVERY.TRIED_AT))
            .map(
                at -> new Tried(
                    at, Optional.ofNullable(row.get(WEBHOOK_DELIVERY.STATUS)), row.get(WEBHOOK_DELIVERY.ANSWER))));
  }

  @Override
  public boolean again(UUID delivery) {
    return db.update(WEBHOOK_DELIVERY)
        .set(WEBHOOK_DELIVERY.STATE, State.WAITING.name())
        .set(WEBHOOK_DELIVERY.DUE_AT, Instant.EPOCH)
        .set(WEBHOOK_DELIVERY.TRIES, 0)
        .setNull(WEBHOOK_DELIVERY.ENDED_AT)
        .where(WEBHOOK_DELIVERY.ID.eq(delivery))
        .and(WEBHOOK_DELIVERY.STATE.in(State.DEAD.name(), State.DELIVERED.name()))
        .and(WEBHOOK_DELIVERY.WEBHOOK_ID.in(select(WEBHOOK.ID).from(WEBHOOK).where(WEBHOOK.REMOVED_AT.isNull())))
        .execute() == 1;
  }

  @Override
  public Optional<UUID> test(UUID webhook) {
    UUID trial = IdGenerator.next();
    return db.transactionResult(
        () -> {
          int made = db.insertInto(WEBHOOK_TRIAL, WEBHOOK_TRIAL.ID, WEBHOOK_TRIAL.WEBHOOK_ID, WEBHOOK_TRIAL.MADE_AT)
              .select(
                  select(DSL.val(trial), WEBHOOK.ID, DSL.val(clock.instant(), WEBHOOK_TRIAL.MADE_AT))
                      .from(WEBHOOK)
                      .where(WEBHOOK.ID.eq(webhook))
                      .and(WEBHOOK.REMOVED_AT.isNull())
                      .and(WEBHOOK.DISABLED_AT.isNull()))
              .execute();
          return made == 0
              ? Optional.empty()
              : db.insertInto(WEBHOOK_DELIVERY)
                  .set(WEBHOOK_DELIVERY.WEBHOOK_ID, webhook)
                  .set(WEBHOOK_DELIVERY.EVENT, WebhookEvent.TEST.word())
                  .set(WEBHOOK_DELIVERY.SUBJECT, trial)
                  .returningResult(WEBHOOK_DELIVERY.ID)
                  .fetchOptional(WEBHOOK_DELIVERY.ID);
        });
  }
}
