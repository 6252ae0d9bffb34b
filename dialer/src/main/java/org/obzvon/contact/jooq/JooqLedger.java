package org.obzvon.contact.jooq;

import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CAMPAIGN;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.PROMISE;

import java.time.Duration;
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
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactState;
import org.obzvon.contact.Ledger;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.register.Ids;

/// The ledger in the tables `attempt`, `contact` and `promise`; one transaction for each batch.
public final class JooqLedger implements Ledger {
  /// Any constant number that nothing else in this database locks.
  private static final long WRITE_LOCK = 0x6f627a766f6e03L;

  /// An exchange's clock that is further ahead of ours than this is not believed.
  private static final Duration MOST_AHEAD = Duration.ofHours(1);

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
          List<Attempt> free = withFreeNumbers(tx.dsl(), attempts);
          Set<UUID> held = take(tx.dsl(), free, node, leasedUntil);
          List<Attempt> written = free.stream().filter(attempt -> held.contains(attempt.contact().id())).toList();
          tx.dsl().batch(written.stream().map(attempt -> insert(tx.dsl(), attempt, node)).toList()).execute();
          return written.stream().map(Attempt::id).collect(Collectors.toSet());
        });
  }

  /// Two households may share a number: it is never rung by two attempts at once, whatever node writes them.
  private static List<Attempt> withFreeNumbers(DSLContext tx, List<Attempt> attempts) {
    tx.execute("select pg_advisory_xact_lock({0})", val(WRITE_LOCK));
    Set<String> taken =
        tx.select(ATTEMPT.PHONE)
            .from(ATTEMPT)
            .where(ATTEMPT.CLOSED_AT.isNull())
            .and(ATTEMPT.PHONE.in(attempts.stream().map(attempt -> attempt.phone().e164()).toList()))
            .fetchSet(ATTEMPT.PHONE);
    return attempts.stream().filter(attempt -> taken.add(attempt.phone().e164())).toList();
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
            .and(CONTACT.CAMPAIGN_ID.in(select(CAMPAIGN.ID).from(CAMPAIGN).where(CAMPAIGN.STATE.eq("RUNNING"))))
            .returning(CONTACT.ID)
            .fetch(CONTACT.ID));
  }

  private static Query insert(DSLContext tx, Attempt attempt, String node) {
    return tx.insertInto(ATTEMPT)
        .set(ATTEMPT.ID, attempt.id())
        .set(ATTEMPT.CONTACT_ID, attempt.contact().id())
        .set(ATTEMPT.CAMPAIGN_ID, attempt.contact().campaign())
        .set(ATTEMPT.HOUSEHOLD_ID, attempt.contact().debtor().household())
        .set(ATTEMPT.ACCOUNT_ID, attempt.contact().debtor().account())
        .set(ATTEMPT.ARM, attempt.contact().arm())
        .set(ATTEMPT.NUMBER, attempt.number())
        .set(ATTEMPT.CHANNEL, attempt.contact().step().channel().name())
        .set(ATTEMPT.SCRIPT, attempt.contact().step().script())
        .set(ATTEMPT.PHONE, attempt.phone().e164())
        .set(ATTEMPT.LINE, attempt.route().line())
        .set(ATTEMPT.CALLER_ID, attempt.route().callerId())
        .set(ATTEMPT.RING_SECONDS, Math.toIntExact(attempt.route().ring().toSeconds()))
        .set(ATTEMPT.DETECT_MACHINE, attempt.route().detectMachine())
        .set(ATTEMPT.NODE, node)
        .set(ATTEMPT.WRITTEN_AT, attempt.writtenAt());
  }

  @Override
  public void accepted(List<Acceptance> acceptances) {
    db.batch(
            acceptances.stream()
                .map(
                    taken ->
                        db.update(ATTEMPT)
                            .set(ATTEMPT.ACCEPTED_AT, taken.at())
                            .set(ATTEMPT.REMOTE_ID, taken.remoteId())
                            .where(ATTEMPT.ID.eq(taken.attempt()))
                            .and(ATTEMPT.CLOSED_AT.isNull()))
                .toList())
        .execute();
  }

  @Override
  public List<Closed> close(List<Report> reports, Function<Closed, Optional<Instant>> next, Instant now) {
    if (reports.isEmpty()) {
      return List.of();
    }
    return db.transactionResult(
        tx -> {
          List<Closed> closed = closed(tx.dsl(), reports, now);
          List<Query> changes = new ArrayList<>();
          for (Closed end : closed) {
            changes.add(closing(tx.dsl(), end.report(), now));
            changes.add(moving(tx.dsl(), end, next.apply(end), now));
            promise(tx.dsl(), end).ifPresent(changes::add);
          }
          tx.dsl().batch(changes).execute();
          return closed;
        });
  }

  /// The open attempts among the reported ones, locked, each with the outcomes before it. The first report stands.
  private static List<Closed> closed(DSLContext tx, List<Report> reports, Instant now) {
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
              Report report = believed(byAttempt.get(attempt.id()), attempt, now);
              List<ContactOutcome> outcomes = new ArrayList<>(before.getOrDefault(attempt.contact().id(), List.of()));
              outcomes.add(report.outcome());
              return new Closed(attempt, report, outcomes);
            })
        .toList();
  }

  /// Limits, pauses and repeats count from these instants, and the exchange's clock may be wrong: what lies before the
  /// attempt or far in the future is moved to where it can be true.
  private static Report believed(Report report, Attempt attempt, Instant now) {
    return new Report(
        report.attempt(),
        report.outcome(),
        report.answeredAt().map(at -> within(at, attempt.writtenAt(), now.plus(MOST_AHEAD))),
        within(report.endedAt(), attempt.writtenAt(), now.plus(MOST_AHEAD)),
        report.trace());
  }

  private static Instant within(Instant at, Instant first, Instant last) {
    if (at.isBefore(first)) {
      return first;
    }
    return at.isAfter(last) ? last : at;
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

  private static Query closing(DSLContext tx, Report report, Instant now) {
    OutcomeColumns columns = OutcomeColumns.of(report.outcome());
    var trace = report.trace();
    return tx.update(ATTEMPT)
        .set(ATTEMPT.ANSWERED_AT, report.answeredAt().orElse(null))
        .set(ATTEMPT.ENDED_AT, report.endedAt())
        .set(ATTEMPT.CLOSED_AT, now)
        .set(ATTEMPT.OUTCOME, columns.outcome())
        .set(ATTEMPT.DETAIL, columns.detail())
        .set(ATTEMPT.REASON, columns.reason())
        .set(ATTEMPT.SEGMENTS, columns.segments())
        .set(ATTEMPT.KEYS, trace.keys())
        .set(ATTEMPT.HANGUP_CAUSE, trace.hangupCause().isPresent() ? trace.hangupCause().getAsInt() : null)
        .set(ATTEMPT.TECH_CAUSE, trace.techCause().orElse(null))
        .where(ATTEMPT.ID.eq(report.attempt()));
  }

  /// A contact that was withdrawn while its attempt ran stays withdrawn; the lease ends with the attempt either way.
  private static Query moving(DSLContext tx, Closed end, Optional<Instant> again, Instant now) {
    var contact = end.attempt().contact();
    boolean repeat = again.filter(at -> at.isBefore(contact.window().expires())).isPresent();
    Condition running = CONTACT.STATE.eq(ContactState.IN_PROGRESS.name());
    ContactState to = repeat ? ContactState.QUEUED : ContactState.DONE;
    var update =
        tx.update(CONTACT)
            .setNull(CONTACT.LEASED_BY)
            .setNull(CONTACT.LEASED_UNTIL)
            .set(CONTACT.STATE, when(running, to.name()).otherwise(CONTACT.STATE));
    update =
        repeat
            ? update.set(CONTACT.NOT_BEFORE, again.orElseThrow())
            : update
                .set(CONTACT.CLOSED_AT, when(running, now).otherwise(CONTACT.CLOSED_AT))
                .set(
                    CONTACT.CLOSED_WHY,
                    when(running, OutcomeColumns.of(end.report().outcome()).outcome()).otherwise(CONTACT.CLOSED_WHY));
    return update.where(CONTACT.ID.eq(contact.id()));
  }

  private static Optional<Query> promise(DSLContext tx, Closed end) {
    if (!(end.report().outcome() instanceof ContactOutcome.Reached(_, var given, _)) || given.isEmpty()) {
      return Optional.empty();
    }
    var promise = given.get();
    return Optional.of(
        tx.insertInto(PROMISE)
            .set(PROMISE.ID, Ids.next())
            .set(PROMISE.ATTEMPT_ID, end.attempt().id())
            .set(PROMISE.ACCOUNT_ID, end.attempt().contact().debtor().account())
            .set(PROMISE.PROMISED_ON, promise.day())
            .set(PROMISE.AMOUNT, promise.amount().amount())
            .set(PROMISE.CURRENCY, promise.amount().currency().getCurrencyCode())
            .set(PROMISE.MADE_AT, end.report().endedAt())
            .set(PROMISE.STATE, "OPEN"));
  }
}
