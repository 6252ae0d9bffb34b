package org.obzvon.contact.jooq;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.val;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.PROMISE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactState;
import org.obzvon.contact.EventOutbox;
import org.obzvon.contact.EventOutbox.Event;
import org.obzvon.contact.Ledger.Closed;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.jooq.tables.records.PromiseRecord;
import org.obzvon.register.IdGenerator;

/// The statements that close many attempts: two updates prepared once and bound for each attempt, and the promises.
final class ClosingBatch {
  private static final UUID NO_ID = null;
  private static final Instant NO_TIME = null;
  private static final String NO_TEXT = null;
  private static final Integer NO_NUMBER = null;

  private final DSLContext tx;
  private final EventOutbox events;
  private final Instant now;
  private final BatchBindStep closing;
  private final BatchBindStep moving;
  private final List<UUID> closed = new ArrayList<>();
  private final List<PromiseRecord> promises = new ArrayList<>();

  ClosingBatch(DSLContext tx, EventOutbox events, Instant now) {
    this.tx = tx;
    this.events = events;
    this.now = now;
    this.closing = closing(tx);
    this.moving = moving(tx);
  }

  void add(Closed end, Optional<Instant> again) {
    bind(closing, end.report(), now);
    bind(moving, end, again, now);
    closed.add(end.attempt().id());
    promise(end).ifPresent(promises::add);
  }

  void execute() {
    closing.execute();
    moving.execute();
    events.add(Event.OUTCOME, closed);
    if (!promises.isEmpty()) {
      insertPromises();
    }
  }

  private void insertPromises() {
    // An operator may have recorded a promise of this call before the call itself was closed: the operator's is kept.
    int[] inserted = tx.batch(
        promises.stream()
            .map(row -> tx.insertInto(PROMISE).set(row).onConflict(PROMISE.ATTEMPT_ID).doNothing())
            .toList())
        .execute();
    events.add(
        Event.PROMISE,
        IntStream.range(0, inserted.length)
            .filter(row -> inserted[row] == 1)
            .mapToObj(row -> promises.get(row).getId())
            .toList());
  }

  private static BatchBindStep closing(DSLContext tx) {
    return tx.batch(
        tx.update(ATTEMPT)
            .set(ATTEMPT.ANSWERED_AT, NO_TIME)
            .set(ATTEMPT.ENDED_AT, NO_TIME)
            .set(ATTEMPT.CLOSED_AT, NO_TIME)
            .set(ATTEMPT.OUTCOME, NO_TEXT)
            .set(ATTEMPT.DETAIL, NO_TEXT)
            .set(ATTEMPT.REASON, NO_TEXT)
            .set(ATTEMPT.SEGMENTS, NO_NUMBER)
            .set(ATTEMPT.KEYS, NO_TEXT)
            .set(ATTEMPT.HANGUP_CAUSE, NO_NUMBER)
            .set(ATTEMPT.TECH_CAUSE, NO_TEXT)
            .where(ATTEMPT.ID.eq(NO_ID)));
  }

  private static void bind(BatchBindStep closing, Report report, Instant now) {
    OutcomeColumns columns = OutcomeColumns.of(report.outcome());
    var trace = report.trace();
    var _ = closing.bind(
        report.answeredAt().orElse(null),
        report.endedAt(),
        now,
        columns.outcome(),
        columns.detail(),
        columns.reason(),
        columns.segments(),
        trace.keys(),
        trace.hangupCause().isPresent() ? trace.hangupCause().getAsInt() : null,
        trace.techCause().orElse(null),
        report.attempt());
  }

  /// A contact that was withdrawn while its attempt ran stays withdrawn.
  private static BatchBindStep moving(DSLContext tx) {
    return tx.batch(
        tx.update(CONTACT)
            .set(CONTACT.LEASED_BY, inline(NO_TEXT))
            .set(CONTACT.LEASED_UNTIL, inline(NO_TIME, CONTACT.LEASED_UNTIL))
            .set(CONTACT.STATE, NO_TEXT)
            .set(CONTACT.NOT_BEFORE, coalesce(val(NO_TIME, CONTACT.NOT_BEFORE), CONTACT.NOT_BEFORE))
            .set(CONTACT.CLOSED_AT, NO_TIME)
            .set(CONTACT.CLOSED_WHY, NO_TEXT)
            .set(CONTACT.ATTEMPTS, CONTACT.ATTEMPTS.minus(val(NO_NUMBER)))
            .set(CONTACT.FAULTS, CONTACT.FAULTS.plus(val(NO_NUMBER)))
            .where(CONTACT.ID.eq(NO_ID))
            .and(CONTACT.STATE.eq(inline(ContactState.IN_PROGRESS.name()))));
  }

  private static void bind(BatchBindStep moving, Closed end, Optional<Instant> again, Instant now) {
    var contact = end.attempt().contact();
    int fault = end.tries().getLast().fault() ? 1 : 0;
    boolean repeat = again.filter(at -> at.isBefore(contact.window().expires())).isPresent();
    if (repeat) {
      var _ = moving.bind(ContactState.QUEUED.name(), again.orElseThrow(), null, null, fault, fault, contact.id());
    } else {
      String why = OutcomeColumns.of(end.report().outcome()).outcome();
      var _ = moving.bind(ContactState.DONE.name(), null, now, why, fault, fault, contact.id());
    }
  }

  private static Optional<PromiseRecord> promise(Closed end) {
    if (!(end.report().outcome() instanceof ContactOutcome.Reached(_, var given, _)) || given.isEmpty()) {
      return Optional.empty();
    }
    var promise = given.get();
    PromiseRecord row = new PromiseRecord();
    row.setId(IdGenerator.next());
    row.setAttemptId(end.attempt().id());
    row.setAccountId(end.attempt().contact().debtor().account());
    row.setPromisedOn(promise.day());
    row.setAmount(promise.amount().amount());
    row.setCurrency(promise.amount().currency().getCurrencyCode());
    row.setMadeAt(end.report().endedAt());
    row.setState("OPEN");
    return Optional.of(row);
  }
}
