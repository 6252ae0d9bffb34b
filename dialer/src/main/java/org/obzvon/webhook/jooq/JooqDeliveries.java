package org.obzvon.webhook.jooq;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.when;
import static org.obzvon.jooq.Tables.WEBHOOK;
import static org.obzvon.jooq.Tables.WEBHOOK_DELIVERY;
import static org.obzvon.jooq.Tables.WEBHOOK_TRIAL;

import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.obzvon.document.SafeText;
import org.obzvon.document.Secret;
import org.obzvon.webhook.Courier.Answer;
import org.obzvon.webhook.Deliveries;
import org.obzvon.webhook.DeliveryDecision;
import org.obzvon.webhook.WebhookEvent;

/// The queue of deliveries in PostgreSQL. Several processes lease side by side (`SKIP LOCKED`). A process that stores a
/// result must still hold the lease of that very try.
public final class JooqDeliveries implements Deliveries {
  private static final int LONGEST_ANSWER = 500;
  // The statements contain the states literally, so that the partial indexes of the table can be used.
  private static final String WAITING = State.WAITING.name();
  private static final String SENDING = State.SENDING.name();
  private static final String DEAD = State.DEAD.name();

  private final DSLContext db;
  private final int deadBeforeDisabled;

  /// @param deadBeforeDisabled this many given-up deliveries in a row disable the webhook
  public JooqDeliveries(DSLContext db, int deadBeforeDisabled) {
    this.db = db;
    this.deadBeforeDisabled = deadBeforeDisabled;
  }

  @Override
  public List<Due> lease(Lease lease) {
    return db.transactionResult(
        () -> {
          db.update(WEBHOOK_DELIVERY)
              .set(WEBHOOK_DELIVERY.STATE, WAITING)
              .setNull(WEBHOOK_DELIVERY.LEASED_BY)
              .setNull(WEBHOOK_DELIVERY.LEASED_UNTIL)
              .where(WEBHOOK_DELIVERY.STATE.eq(inline(SENDING)))
              .and(WEBHOOK_DELIVERY.LEASED_UNTIL.lt(lease.now()))
              .execute();
          List<UUID> taken = due(db, lease);
          return taken.isEmpty() ? List.of() : take(db, taken, lease);
        });
  }

  private static List<UUID> due(DSLContext tx, Lease lease) {
    var one = lateral(
        select(WEBHOOK_DELIVERY.ID.as("id"))
            .from(WEBHOOK_DELIVERY)
            .where(WEBHOOK_DELIVERY.WEBHOOK_ID.eq(WEBHOOK.ID))
            .and(WEBHOOK_DELIVERY.STATE.eq(inline(WAITING)))
            .and(WEBHOOK_DELIVERY.DUE_AT.le(lease.now()))
            .orderBy(WEBHOOK_DELIVERY.DUE_AT, WEBHOOK_DELIVERY.NUMBER)
            .limit(lease.each())
            .forUpdate()
            .skipLocked())
        .as("due", "id");
    return tx.select(one.field("id", UUID.class))
        .from(WEBHOOK)
        .crossJoin(one)
        .where(WEBHOOK.DISABLED_AT.isNull())
        .and(WEBHOOK.REMOVED_AT.isNull())
        .and(WEBHOOK.ID.notIn(lease.busy()))
        .fetch(one.field("id", UUID.class));
  }

  private static List<Due> take(DSLContext tx, List<UUID> taken, Lease lease) {
    return tx.update(WEBHOOK_DELIVERY)
        .set(WEBHOOK_DELIVERY.STATE, SENDING)
        .set(WEBHOOK_DELIVERY.TRIES, WEBHOOK_DELIVERY.TRIES.plus(1))
        .set(WEBHOOK_DELIVERY.LEASED_BY, lease.node())
        .set(WEBHOOK_DELIVERY.LEASED_UNTIL, lease.until())
        .from(WEBHOOK)
        .where(WEBHOOK_DELIVERY.ID.in(taken))
        .and(WEBHOOK.ID.eq(WEBHOOK_DELIVERY.WEBHOOK_ID))
        .returningResult(
            WEBHOOK_DELIVERY.ID, WEBHOOK_DELIVERY.NUMBER, WEBHOOK_DELIVERY.EVENT, WEBHOOK_DELIVERY.SUBJECT,
            WEBHOOK_DELIVERY.TRIES, WEBHOOK.ID, WEBHOOK.URL, WEBHOOK.SECRET)
        .fetch()
        .stream()
        .sorted(Comparator.comparing(row -> row.get(WEBHOOK_DELIVERY.NUMBER)))
        .map(
            row -> new Due(
                row.get(WEBHOOK_DELIVERY.ID),
                new Target(row.get(WEBHOOK.ID), URI.create(row.get(WEBHOOK.URL)), new Secret(row.get(WEBHOOK.SECRET))),
                WebhookEvent.find(row.get(WEBHOOK_DELIVERY.EVENT)).orElseThrow(),
                row.get(WEBHOOK_DELIVERY.SUBJECT),
                row.get(WEBHOOK_DELIVERY.TRIES),
                lease.node()))
        .toList();
  }

  @Override
  public boolean settle(Due due, DeliveryDecision verdict, Instant now) {
    return db.transactionResult(
        () -> {
          boolean ours = close(db, due, verdict, now);
          if (ours) {
            tally(db, due.target().webhook(), verdict, now);
          }
          return ours;
        });
  }

  private static boolean close(DSLContext tx, Due due, DeliveryDecision verdict, Instant now) {
    var update = tx.update(WEBHOOK_DELIVERY)
        .setNull(WEBHOOK_DELIVERY.LEASED_BY)
        .setNull(WEBHOOK_DELIVERY.LEASED_UNTIL)
        .set(WEBHOOK_DELIVERY.TRIED_AT, now)
        .set(WEBHOOK_DELIVERY.STATUS, status(verdict.answer()).orElse(null))
        .set(WEBHOOK_DELIVERY.ANSWER, words(verdict.answer()));
    var ended = switch (verdict) {
      case DeliveryDecision.Arrived _ ->
          update.set(WEBHOOK_DELIVERY.STATE, State.DELIVERED.name()).set(WEBHOOK_DELIVERY.ENDED_AT, now);
      case DeliveryDecision.GivenUp _ ->
          update.set(WEBHOOK_DELIVERY.STATE, DEAD).set(WEBHOOK_DELIVERY.ENDED_AT, now);
      case DeliveryDecision.Again(_, var at) ->
          update.set(WEBHOOK_DELIVERY.STATE, WAITING).set(WEBHOOK_DELIVERY.DUE_AT, at);
    };
    return ended
        .where(WEBHOOK_DELIVERY.ID.eq(due.id()))
        .and(WEBHOOK_DELIVERY.STATE.eq(inline(SENDING)))
        .and(WEBHOOK_DELIVERY.LEASED_BY.eq(due.node()))
        .and(WEBHOOK_DELIVERY.TRIES.eq(due.tries()))
        .execute() == 1;
  }

  private void tally(DSLContext tx, UUID webhook, DeliveryDecision verdict, Instant now) {
    switch (verdict) {
      case DeliveryDecision.Arrived _ ->
          tx.update(WEBHOOK)
              .set(WEBHOOK.DEAD_IN_A_ROW, 0)
              .where(WEBHOOK.ID.eq(webhook))
              .and(WEBHOOK.DEAD_IN_A_ROW.gt(0))
              .execute();
      case DeliveryDecision.GivenUp _ ->
          tx.update(WEBHOOK)
              .set(WEBHOOK.DEAD_IN_A_ROW, WEBHOOK.DEAD_IN_A_ROW.plus(1))
              .set(
                  WEBHOOK.DISABLED_AT,
                  when(WEBHOOK.DEAD_IN_A_ROW.ge(deadBeforeDisabled - 1), DSL.coalesce(WEBHOOK.DISABLED_AT, now))
                      .otherwise(WEBHOOK.DISABLED_AT))
              .where(WEBHOOK.ID.eq(webhook))
              .execute();
      case DeliveryDecision.Again _ -> {
        // the row of the webhook is not locked, so that its tries do not wait for one another
      }
    }
  }

  private static Optional<Integer> status(Answer answer) {
    return answer instanceof Answer.Answered(int status, _) ? Optional.of(status) : Optional.empty();
  }

  /// Returns the answer's text in a short and plain form, because strangers write it.
  private static String words(Answer answer) {
    String words = switch (answer) {
      case Answer.Answered(_, var said) -> said;
      case Answer.NoAnswer(var why) -> why;
    };
    return SafeText.cut(SafeText.value(words), LONGEST_ANSWER);
  }

  /// Removes old tests as well, by the time they were made, because a test is over within a day.
  @Override
  public int forget(Instant endedBefore, int limit) {
    db.deleteFrom(WEBHOOK_TRIAL).where(WEBHOOK_TRIAL.MADE_AT.lt(endedBefore)).execute();
    return db.deleteFrom(WEBHOOK_DELIVERY)
        .where(
            WEBHOOK_DELIVERY.ID.in(
                select(WEBHOOK_DELIVERY.ID).from(WEBHOOK_DELIVERY)
                    .where(WEBHOOK_DELIVERY.ENDED_AT.lt(endedBefore))
                    .limit(limit)))
        .execute();
  }

  @Override
  public Counts counts() {
    var states = db.select(WEBHOOK_DELIVERY.STATE, count())
        .from(WEBHOOK_DELIVERY)
        .where(WEBHOOK_DELIVERY.STATE.in(WAITING, SENDING, DEAD))
        .groupBy(WEBHOOK_DELIVERY.STATE)
        .fetchMap(WEBHOOK_DELIVERY.STATE, count());
    return new Counts(
        states.getOrDefault(WAITING, 0) + states.getOrDefault(SENDING, 0), states.getOrDefault(DEAD, 0));
  }
}
