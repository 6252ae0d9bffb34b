package org.obzvon.contact.jooq;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CAMPAIGN;
import static org.obzvon.jooq.Tables.CONTACT;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
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
import org.jooq.Field;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactOrigin;
import org.obzvon.contact.ContactOutcome.Lost;
import org.obzvon.contact.ContactState;
import org.obzvon.contact.EventOutbox;
import org.obzvon.contact.Ledger;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.jooq.tables.records.AttemptRecord;

/// The ledger in the tables `attempt`, `contact` and `promise`; one transaction for each batch.
public final class JooqLedger implements Ledger {
  /// The key of the advisory lock: any constant number that nothing else in this database locks.
  private static final long WRITE_LOCK = 0x6f627a766f6e03L;

  /// An exchange's time that is further ahead of our clock than this is not trusted.
  private static final Duration MOST_AHEAD = Duration.ofHours(1);

  // Placeholders in a statement that is prepared once and bound for every row of a batch.
  private static final UUID NO_ID = null;
  private static final Instant NO_TIME = null;
  private static final String NO_TEXT = null;

  /// An open attempt, for queries by id, is one without an outcome; an outcome is set together with `closed_at`. The
  /// condition `closed_at is null` would offer the planner the index of all open attempts, and a plan made while they
  /// are few reads that index whole for every row when they are thousands.
  private static final Condition IS_OPEN = ATTEMPT.OUTCOME.isNull();

  private final DSLContext db;
  private final EventOutbox events;

  /// @param events on the same store
  public JooqLedger(DSLContext db, EventOutbox events) {
    this.db = db;
    this.events = events;
  }

  @Override
  public Set<UUID> write(List<Attempt> attempts, String node, Instant leasedUntil) {
    if (attempts.isEmpty()) {
      return Set.of();
    }
    return db.transactionResult(
        () -> {
          takeTurns(db);
          List<Attempt> free = withFreeNumbers(db, attempts);
          Map<UUID, Integer> held = take(db, free, node, leasedUntil);
          List<Attempt> written = free.stream()
              .filter(attempt -> held.containsKey(attempt.contact().id()))
              .map(attempt -> numbered(attempt, held.get(attempt.contact().id())))
              .toList();
          insert(db, written, node);
          return written.stream().map(Attempt::id).collect(Collectors.toSet());
        });
  }

  /// Allows one write at a time, over all nodes.
  private static void takeTurns(DSLContext tx) {
    LockTimeouts.bound(tx);
    tx.execute("select pg_advisory_xact_lock({0})", val(WRITE_LOCK));
  }

  /// A write whose answer was lost holds the lock until the server has committed it or rolled it back.
  @Override
  public Set<UUID> written(Collection<UUID> attempts) {
    return db.transactionResult(
        () -> {
          takeTurns(db);
          return db
              .select(ATTEMPT.ID)
              .from(ATTEMPT)
              .where(ATTEMPT.ID.eq(any(attempts.toArray(UUID[]::new))))
              .and(IS_OPEN)
              .fetchSet(ATTEMPT.ID);
        });
  }

  /// Keeps attempts whose number is free. Two households may share a number: two attempts never ring it at once,
  /// whichever nodes write them. A text waits for calls and texts to its number, a call only for calls: the receipt of
  /// a text may never come. A notice never waits: a missing receipt must not delay what the law requires. A text that a
  /// debtor asks for during a call to that number does not wait either.
  private static List<Attempt> withFreeNumbers(DSLContext tx, List<Attempt> attempts) {
    Set<String> inUse = new HashSet<>();
    Set<String> inCalls = new HashSet<>();
    tx.select(ATTEMPT.PHONE, ATTEMPT.CHANNEL)
        .from(ATTEMPT)
        .where(ATTEMPT.CLOSED_AT.isNull())
        .and(ATTEMPT.PHONE.eq(any(attempts.stream().map(attempt -> attempt.phone().e164()).toArray(String[]::new))))
        .forEach(
            row -> {
              inUse.add(row.get(ATTEMPT.PHONE));
              if (Channel.valueOf(row.get(ATTEMPT.CHANNEL)).isCall()) {
                inCalls.add(row.get(ATTEMPT.PHONE));
              }
            });
    List<Attempt> free = new ArrayList<>();
    for (Attempt attempt : attempts) {
      String phone = attempt.phone().e164();
      boolean call = attempt.contact().step().channel().isCall();
      if (waitsForNobody(attempt) || !(call ? inCalls : inUse).contains(phone)) {
        free.add(attempt);
        inUse.add(phone);
        if (call) {
          inCalls.add(phone);
        }
      }
    }
    return free;
  }

  private static boolean waitsForNobody(Attempt attempt) {
    ContactOrigin.Kind kind = attempt.contact().step().origin().kind();
    return kind == ContactOrigin.Kind.NOTICE || kind == ContactOrigin.Kind.ASKED;
  }

  private static Attempt numbered(Attempt attempt, int number) {
    return new Attempt(
        attempt.id(), attempt.contact(), number, attempt.phone(), attempt.route(), attempt.writtenAt());
  }

  /// Moves the contacts that are still ours to `IN_PROGRESS`. Returns each with the number of its new attempt.
  private static Map<UUID, Integer> take(DSLContext tx, List<Attempt> attempts, String node, Instant leasedUntil) {
    UUID[] contacts = attempts.stream().map(attempt -> attempt.contact().id()).toArray(UUID[]::new);
    Condition ours = CONTACT.ID.eq(any(contacts))
        .and(CONTACT.STATE.eq(ContactState.LEASED.name()))
        .and(CONTACT.LEASED_BY.eq(node));
    Field<Integer> number = CONTACT.ATTEMPTS.plus(CONTACT.FAULTS);
    return tx.update(CONTACT)
        .set(CONTACT.STATE, ContactState.IN_PROGRESS.name())
        .set(CONTACT.ATTEMPTS, CONTACT.ATTEMPTS.plus(1))
        .set(CONTACT.LEASED_UNTIL, leasedUntil)
        .where(CONTACT.ID.eq(any(ContactLocks.take(tx, ours))))
        .and(CONTACT.CAMPAIGN_ID.in(select(CAMPAIGN.ID).from(CAMPAIGN).where(CAMPAIGN.STATE.eq("RUNNING"))))
        .returningResult(CONTACT.ID, number)
        .fetchMap(CONTACT.ID, number);
  }

  /// Inserts with one statement, rendered and prepared once however many attempts there are.
  private static void insert(DSLContext tx, List<Attempt> attempts, String node) {
    if (!attempts.isEmpty()) {
      Field<?>[] fields = ATTEMPT.fields();
      var batch = tx.batch(tx.insertInto(ATTEMPT).columns(fields).values(new Object[fields.length]));
      for (var attempt : attempts) {
        var _ = batch.bind(row(attempt, node).intoArray());
      }
      batch.execute();
    }
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
    row.setGround(contact.step().origin().kind().name());
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
    var batch = db.batch(
        db.update(ATTEMPT)
            .set(ATTEMPT.ACCEPTED_AT, NO_TIME)
            .set(ATTEMPT.REMOTE_ID, NO_TEXT)
            .where(ATTEMPT.ID.eq(NO_ID))
            .and(IS_OPEN));
    for (var taken : acceptances) {
      var _ = batch.bind(taken.at(), taken.remoteId(), taken.attempt());
    }
    batch.execute();
  }

  @Override
  public Map<UUID, List<Closed.Try>> tries(Collection<UUID> contacts) {
    return new TryRows(db).of(contacts);
  }

  @Override
  public List<Closed> close(List<Report> reports, Function<Closed, Optional<Instant>> next, Instant now) {
    if (reports.isEmpty()) {
      return List.of();
    }
    return db.transactionResult(
        () -> {
          List<Closed> closed = closed(db, reports, now);
          if (!closed.isEmpty()) {
            ClosingBatch batch = new ClosingBatch(db, events, now);
            closed.forEach(end -> batch.add(end, next.apply(end)));
            batch.execute();
          }
          Set<UUID> nowClosed = closed.stream().map(end -> end.attempt().id()).collect(Collectors.toSet());
          List<Report> others = reports.stream().filter(report -> !nowClosed.contains(report.attempt())).toList();
          LateReports.correct(db, events, others, now);
          return closed;
        });
  }

  /// The open attempts among the reported ones, locked in the order of [ContactLocks], each with the outcomes before
  /// it. The first report counts, unless it is `Lost`.
  private static List<Closed> closed(DSLContext tx, List<Report> reports, Instant now) {
    Map<UUID, Report> byAttempt = new LinkedHashMap<>();
    reports.forEach(
        report -> byAttempt.merge(
            report.attempt(), report, (first, later) -> first.outcome() instanceof Lost ? later : first));
    Map<UUID, Attempt> open = new LinkedHashMap<>();
    Set<UUID> taken = new HashSet<>();
    tx.select(ContactRows.attemptFields())
        .select(ATTEMPT.ACCEPTED_AT)
        .from(ATTEMPT)
        .join(CONTACT)
        .on(CONTACT.ID.eq(ATTEMPT.CONTACT_ID))
        .where(ATTEMPT.ID.eq(any(byAttempt.keySet().toArray(UUID[]::new))))
        .and(IS_OPEN)
        .orderBy(CONTACT.ID)
        .forUpdate()
        .forEach(
            row -> {
              open.put(row.get(ATTEMPT.ID), ContactRows.attempt(row));
              if (row.get(ATTEMPT.ACCEPTED_AT) != null) {
                taken.add(row.get(ATTEMPT.ID));
              }
            });
    Map<UUID, Report> believed = new HashMap<>();
    open.values().forEach(attempt -> believed.put(attempt.id(), believed(byAttempt.get(attempt.id()), attempt, now)));
    return new TryRows(tx).closed(open.values(), taken, believed);
  }

  /// Corrects times. Limits, pauses and retries count from these instants, and the exchange's clock may be wrong: a
  /// time before the attempt or far in the future is moved to the nearest possible one.
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
}
