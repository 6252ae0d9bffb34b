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
import org.obzvon.contact.ContactOutcome.Lost;
import org.obzvon.contact.ContactState;
import org.obzvon.contact.Ground;
import org.obzvon.contact.Ledger;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.jooq.tables.records.AttemptRecord;

/// The ledger in the tables `attempt`, `contact` and `promise`; one transaction for each batch.
public final class JooqLedger implements Ledger {
  /// Any constant number that nothing else in this database locks.
  private static final long WRITE_LOCK = 0x6f627a766f6e03L;

  /// An exchange's clock that is further ahead of ours than this is not believed.
  private static final Duration MOST_AHEAD = Duration.ofHours(1);

  // Places of values in a statement that is written once and bound for every row of a batch.
  private static final UUID NO_ID = null;
  private static final Instant NO_TIME = null;
  private static final String NO_TEXT = null;

  /// Said by the outcome, which is there when `closed_at` is, wherever an attempt is looked for by its id: `closed_at is
  /// null` would offer the index of all open attempts, and a plan made while they are few reads it whole for every row when
  /// they are thousands.
  private static final Condition IS_OPEN = ATTEMPT.OUTCOME.isNull();

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
          takeTurns(tx.dsl());
          List<Attempt> free = withFreeNumbers(tx.dsl(), attempts);
          Map<UUID, Integer> held = take(tx.dsl(), free, node, leasedUntil);
          List<Attempt> written =
              free.stream()
                  .filter(attempt -> held.containsKey(attempt.contact().id()))
                  .map(attempt -> numbered(attempt, held.get(attempt.contact().id())))
                  .toList();
          insert(tx.dsl(), written, node);
          return written.stream().map(Attempt::id).collect(Collectors.toSet());
        });
  }

  /// One writing at a time, over all nodes; bounded, for a node that hangs may hold it.
  private static void takeTurns(DSLContext tx) {
    tx.execute("set local lock_timeout = '10s'");
    tx.execute("select pg_advisory_xact_lock({0})", val(WRITE_LOCK));
  }

  /// A writing whose answer was lost holds the lock until the server has committed it or rolled it back.
  @Override
  public Set<UUID> written(Collection<UUID> attempts) {
    return db.transactionResult(
        tx -> {
          takeTurns(tx.dsl());
          return tx.dsl()
              .select(ATTEMPT.ID)
              .from(ATTEMPT)
              .where(ATTEMPT.ID.eq(any(attempts.toArray(UUID[]::new))))
              .and(IS_OPEN)
              .fetchSet(ATTEMPT.ID);
        });
  }

  /// Two households may share a number: it is never rung by two attempts at once, whatever node writes them. A text waits
  /// for calls and texts to its number, a call for calls alone: the receipt of a text may never come. A notice waits for
  /// nobody: a receipt that does not come must not put off what the law requires. Neither does a text that a debtor asks
  /// for while the call to that number goes on.
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
    Ground.Kind kind = attempt.contact().step().ground().kind();
    return kind == Ground.Kind.NOTICE || kind == Ground.Kind.ASKED;
  }

  private static Attempt numbered(Attempt attempt, int number) {
    return new Attempt(
        attempt.id(), attempt.contact(), number, attempt.phone(), attempt.route(), attempt.writtenAt());
  }

  /// The contacts that are still ours, now `IN_PROGRESS`, each with the number of its new try.
  private static Map<UUID, Integer> take(DSLContext tx, List<Attempt> attempts, String node, Instant leasedUntil) {
    UUID[] contacts = attempts.stream().map(attempt -> attempt.contact().id()).toArray(UUID[]::new);
    Condition ours =
        CONTACT.ID.eq(any(contacts))
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

  /// One statement with the values of every attempt: rendered once and prepared once, however many they are.
  private static void insert(DSLContext tx, List<Attempt> attempts, String node) {
    if (!attempts.isEmpty()) {
      Field<?>[] fields = ATTEMPT.fields();
      var batch = tx.batch(tx.insertInto(ATTEMPT).columns(fields).values(new Object[fields.length]));
      attempts.forEach(attempt -> batch.bind(row(attempt, node).intoArray()));
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
    row.setGround(contact.step().ground().kind().name());
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
                .and(IS_OPEN));
    acceptances.forEach(taken -> batch.bind(taken.at(), taken.remoteId(), taken.attempt()));
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
        tx -> {
          List<Closed> closed = closed(tx.dsl(), reports, now);
          if (!closed.isEmpty()) {
            ClosingBatch batch = new ClosingBatch(tx.dsl(), now);
            closed.forEach(end -> batch.add(end, next.apply(end)));
            batch.execute();
          }
          Set<UUID> nowClosed = closed.stream().map(end -> end.attempt().id()).collect(Collectors.toSet());
          List<Report> others = reports.stream().filter(report -> !nowClosed.contains(report.attempt())).toList();
          LateReports.correct(tx.dsl(), others, now);
          return closed;
        });
  }

  /// The open attempts among the reported ones, locked in the order of [ContactLocks], each with the outcomes before it. The first report
  /// stands, unless it is that nothing was heard.
  private static List<Closed> closed(DSLContext tx, List<Report> reports, Instant now) {
    Map<UUID, Report> byAttempt = new LinkedHashMap<>();
    reports.forEach(
        report ->
            byAttempt.merge(
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
}
