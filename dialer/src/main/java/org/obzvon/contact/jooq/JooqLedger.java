package org.obzvon.contact.jooq;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.val;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CONTACT;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactState;
import org.obzvon.contact.Ledger;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.jooq.tables.records.AttemptRecord;
import org.obzvon.jooq.tables.records.PromiseRecord;
import org.obzvon.register.Ids;

/// The ledger in the tables `attempt`, `contact` and `promise`; one transaction for each batch.
public final class JooqLedger implements Ledger {
  // Places of values in statements that are written once and bound for every row of a batch.
  private static final UUID NO_ID = null;
  private static final Instant NO_TIME = null;
  private static final String NO_TEXT = null;
  private static final Integer NO_NUMBER = null;

  private final DSLContext db;

  public JooqLedger(DSLContext db) {
    this.db = db;
  }

  @Override
  public Set<UUID> write(List<Attempt> attempts, String node, Instant leasedUntil) {
    if (attempts.isEmpty()) {
      return Set.of();
    }
    return db.transactionResult(
        tx -> {
          Set<UUID> held = take(tx.dsl(), attempts, node, leasedUntil);
          List<Attempt> written =
              attempts.stream().filter(attempt -> held.contains(attempt.contact().id())).toList();
          tx.dsl().batchInsert(written.stream().map(attempt -> row(attempt, node)).toList()).execute();
          return written.stream().map(Attempt::id).collect(Collectors.toSet());
        });
  }

  /// The contacts that are still ours, now `IN_PROGRESS`.
  private static Set<UUID> take(DSLContext tx, List<Attempt> attempts, String node, Instant leasedUntil) {
    List<UUID> contacts = attempts.stream().map(attempt -> attempt.contact().id()).toList();
    return new HashSet<>(
        tx.update(CONTACT)
            .set(CONTACT.STATE, ContactState.IN_PROGRESS.name())
            .set(CONTACT.ATTEMPTS, CONTACT.ATTEMPTS.plus(1))
            .set(CONTACT.LEASED_UNTIL, leasedUntil)
            .where(CONTACT.ID.in(contacts))
            .and(CONTACT.STATE.eq(ContactState.LEASED.name()))
            .and(CONTACT.LEASED_BY.eq(node))
            .returning(CONTACT.ID)
            .fetch(CONTACT.ID));
  }

  private static AttemptRecord row(Attempt attempt, String node) {
    var contact = attempt.contact();
    AttemptRecord row = new AttemptRecord();
    row.setId(attempt.id());
    row.setContactId(contact.id());
    row.setCampaignId(contact.campaign());
    row.setHouseholdId(contact.debtor().household());
    row.setAccountId(contact.debtor().account());
    row.setArm(contact.arm());
    row.setNumber(attempt.number());
    row.setChannel(contact.step().channel().name());
    row.setScript(contact.step().script());
    row.setPhone(attempt.phone().e164());
    row.setLine(attempt.route().line());
    row.setCallerId(attempt.route().callerId());
    row.setRingSeconds(Math.toIntExact(attempt.route().ring().toSeconds()));
    row.setDetectMachine(attempt.route().detectMachine());
    row.setNode(node);
    row.setWrittenAt(attempt.writtenAt());
    return row;
  }

  @Override
  public void accepted(List<Acceptance> acceptances) {
    var batch =
        db.batch(
            db.update(ATTEMPT)
                .set(ATTEMPT.ACCEPTED_AT, NO_TIME)
                .set(ATTEMPT.REMOTE_ID, NO_TEXT)
                .where(ATTEMPT.ID.eq(NO_ID))
                .and(ATTEMPT.CLOSED_AT.isNull()));
    acceptances.forEach(taken -> batch.bind(taken.at(), taken.remoteId(), taken.attempt()));
    batch.execute();
  }

  @Override
  public List<Closed> close(List<Report> reports, Function<Closed, Optional<Instant>> next, Instant now) {
    if (reports.isEmpty()) {
      return List.of();
    }
    return db.transactionResult(
        tx -> {
          List<Closed> closed = closed(tx.dsl(), reports);
          if (!closed.isEmpty()) {
            var closing = closing(tx.dsl());
            var moving = moving(tx.dsl());
            for (Closed end : closed) {
              bind(closing, end.report(), now);
              bind(moving, end, next.apply(end), now);
            }
            closing.execute();
            moving.execute();
            tx.dsl().batchInsert(closed.stream().flatMap(end -> promise(end).stream()).toList()).execute();
          }
          return closed;
        });
  }

  /// The open attempts among the reported ones, locked, each with the outcomes before it. The first report stands.
  private static List<Closed> closed(DSLContext tx, List<Report> reports) {
    Map<UUID, Report> byAttempt = new LinkedHashMap<>();
    reports.forEach(report -> byAttempt.putIfAbsent(report.attempt(), report));
    Map<UUID, Attempt> open = new LinkedHashMap<>();
    tx.select(ContactRows.attemptFields())
        .from(ATTEMPT)
        .join(CONTACT)
        .on(CONTACT.ID.eq(ATTEMPT.CONTACT_ID))
        .where(ATTEMPT.ID.in(byAttempt.keySet()))
        .and(ATTEMPT.CLOSED_AT.isNull())
        .orderBy(ATTEMPT.ID)
        .forUpdate()
        .fetch(ContactRows::attempt)
        .forEach(attempt -> open.put(attempt.id(), attempt));
    Map<UUID, List<ContactOutcome>> before = earlier(tx, open);
    return open.values().stream()
        .map(
            attempt -> {
              Report report = byAttempt.get(attempt.id());
              List<ContactOutcome> outcomes = new ArrayList<>(before.getOrDefault(attempt.contact().id(), List.of()));
              outcomes.add(report.outcome());
              return new Closed(attempt, report, outcomes);
            })
        .toList();
  }

  private static Map<UUID, List<ContactOutcome>> earlier(DSLContext tx, Map<UUID, Attempt> open) {
    List<UUID> repeated =
        open.values().stream().filter(attempt -> attempt.number() > 1).map(attempt -> attempt.contact().id()).toList();
    if (repeated.isEmpty()) {
      return Map.of();
    }
    return tx.select(ATTEMPT.CONTACT_ID, ATTEMPT.OUTCOME, ATTEMPT.DETAIL, ATTEMPT.REASON, ATTEMPT.SEGMENTS)
        .from(ATTEMPT)
        .where(ATTEMPT.CONTACT_ID.in(repeated))
        .and(ATTEMPT.CLOSED_AT.isNotNull())
        .orderBy(ATTEMPT.NUMBER)
        .fetchGroups(
            ATTEMPT.CONTACT_ID,
            row ->
                new OutcomeColumns(
                        row.get(ATTEMPT.OUTCOME), row.get(ATTEMPT.DETAIL), row.get(ATTEMPT.REASON),
                        row.get(ATTEMPT.SEGMENTS))
                    .toOutcome());
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
    closing.bind(
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
            .where(CONTACT.ID.eq(NO_ID))
            .and(CONTACT.STATE.eq(inline(ContactState.IN_PROGRESS.name()))));
  }

  private static void bind(BatchBindStep moving, Closed end, Optional<Instant> again, Instant now) {
    var contact = end.attempt().contact();
    boolean repeat = again.filter(at -> at.isBefore(contact.window().expires())).isPresent();
    if (repeat) {
      moving.bind(ContactState.QUEUED.name(), again.orElseThrow(), null, null, contact.id());
    } else {
      String why = OutcomeColumns.of(end.report().outcome()).outcome();
      moving.bind(ContactState.DONE.name(), null, now, why, contact.id());
    }
  }

  private static Optional<PromiseRecord> promise(Closed end) {
    if (!(end.report().outcome() instanceof ContactOutcome.Reached(_, var given, _)) || given.isEmpty()) {
      return Optional.empty();
    }
    var promise = given.get();
    PromiseRecord row = new PromiseRecord();
    row.setId(Ids.next());
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
