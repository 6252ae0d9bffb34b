package org.obzvon.sms.jooq;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.SMS_MESSAGE;
import static org.obzvon.jooq.Tables.SMS_PART;
import static org.obzvon.jooq.Tables.SMS_REPORT;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.obzvon.register.Phone;
import org.obzvon.sms.DeliveryReport;
import org.obzvon.sms.DeliveryStatus;
import org.obzvon.sms.Gateway.Pending;
import org.obzvon.sms.Messages;
import org.obzvon.sms.ReceiptsPer;

/// The table of messages in PostgreSQL. A thread that changes a message locks its row. A report is stored before its
/// message is looked for, and ids are stored before reports are looked for, so at least one of the two sees the other.
/// Writes of many threads at the same moment are stored together ([BatchedWrites]).
public final class JooqMessages implements Messages {
  static final String SUBMITTING = "SUBMITTING";
  static final String DECLINED = "DECLINED";
  static final String ACCEPTED = "ACCEPTED";
  static final String UNKNOWN = "UNKNOWN";
  static final String ENDED = "ENDED";

  private final DSLContext db;
  private final ReportMatching matching;
  private final BatchedWrites<HandingBatch.Try, Boolean> submitting;
  private final BatchedWrites<HandingBatch.Answer, Optional<Ended>> handedOver;
  private final BatchedWrites<ReportBatch.Arrived, ReportBatch.Taken> reported;

  /// @param askAfter how long to wait for a report before the gateway is asked
  public JooqMessages(DSLContext db, Duration askAfter) {
    this(db, askAfter, Map.of());
  }

  /// @param askAfter how long to wait for a report before the gateway is asked
  /// @param receipts the unit of each gateway's receipts; gateways that are left out are recognised
  public JooqMessages(DSLContext db, Duration askAfter, Map<String, ReceiptsPer> receipts) {
    this.db = db;
    this.matching = new ReportMatching(new ReceiptUnitDetection(receipts));
    ReportBatch reports = new ReportBatch(db, matching);
    HandingBatch handing = new HandingBatch(db, reports, askAfter);
    this.submitting = new BatchedWrites<>(handing::submitting);
    this.handedOver = new BatchedWrites<>(handing::handedOver);
    this.reported = new BatchedWrites<>(reports::reported);
  }

  @Override
  public boolean submitting(Letter letter, Handing handing, Instant now) {
    return submitting.store(new HandingBatch.Try(letter, handing, now));
  }

  @Override
  public void declined(UUID message, String code) {
    db.update(SMS_MESSAGE)
        .set(SMS_MESSAGE.STATE, DECLINED)
        .set(SMS_MESSAGE.CODE, code)
        .setNull(SMS_MESSAGE.ASK_AT)
        .where(SMS_MESSAGE.ID.eq(message))
        .and(SMS_MESSAGE.STATE.eq(SUBMITTING))
        .execute();
  }

  @Override
  public Optional<Ended> handedOver(UUID message, List<Optional<String>> remoteIds, boolean certain) {
    return handedOver.store(new HandingBatch.Answer(message, remoteIds, certain));
  }

  @Override
  public Optional<Ended> reported(DeliveryReport report, Instant receivedAt) {
    return switch (reported.store(new ReportBatch.Arrived(report, receivedAt))) {
      case ReportBatch.Taken.Applied(var ended) -> ended;
      case ReportBatch.Taken.Failed(var why) -> throw why;
    };
  }

  @Override
  public boolean mayBeOurs(DeliveryReport.Subject of, Instant now) {
    return ReportMatching.mayBeOurs(db, of, now);
  }

  @Override
  public Optional<Ended> toldByOne(UUID message, Instant now) {
    return db.transactionResult(() -> matching.toldByOne(db, message, now));
  }

  @Override
  public Optional<Ended> giveUp(UUID message, Instant now) {
    return db.transactionResult(
        () -> {
          Record row = ReportMatching.lock(db, message);
          return row.get(SMS_MESSAGE.STATE).equals(ENDED)
              ? Optional.empty()
              : Optional.of(ReportMatching.end(db, row, now, DeliveryStatus.UNKNOWN));
        });
  }

  @Override
  public List<Pending> due(Instant now, int limit) {
    List<Record> rows = List.copyOf(
        db.select(SMS_MESSAGE.fields())
            .from(SMS_MESSAGE)
            .where(SMS_MESSAGE.ASK_AT.le(now))
            .orderBy(SMS_MESSAGE.ASK_AT)
            .limit(limit)
            .fetch());
    List<UUID> ids = rows.stream().map(row -> row.get(SMS_MESSAGE.ID)).toList();
    Map<UUID, List<Optional<String>>> parts = db.select(SMS_PART.MESSAGE_ID, SMS_PART.REMOTE_ID)
        .from(SMS_PART)
        .where(SMS_PART.MESSAGE_ID.in(ids))
        .orderBy(SMS_PART.NUMBER)
        .stream()
        .collect(
            Collectors.groupingBy(
                row -> row.get(SMS_PART.MESSAGE_ID),
                Collectors.mapping(row -> Optional.ofNullable(row.get(SMS_PART.REMOTE_ID)), Collectors.toList())));
    return rows.stream()
        .map(
            row -> new Pending(
                row.get(SMS_MESSAGE.ID),
                new Pending.Handed(
                    row.get(SMS_MESSAGE.GATEWAY), row.get(SMS_MESSAGE.SENDER), row.get(SMS_MESSAGE.SEGMENTS)),
                new Phone(row.get(SMS_MESSAGE.PHONE)),
                row.get(SMS_MESSAGE.TEXT), row.get(SMS_MESSAGE.SUBMITTED_AT),
                parts.getOrDefault(row.get(SMS_MESSAGE.ID), List.of())))
        .toList();
  }

  @Override
  public void askAgain(UUID message, Instant at) {
    db.update(SMS_MESSAGE)
        .set(SMS_MESSAGE.ASK_AT, at)
        .where(SMS_MESSAGE.ID.eq(message))
        .and(SMS_MESSAGE.ASK_AT.isNotNull())
        .execute();
  }

  @Override
  public List<Ended> untold(Instant endedBefore, int limit) {
    Condition knownByNow = SMS_MESSAGE.FATE.ne(inline(DeliveryStatus.UNKNOWN.name()));
    Condition givenUp = ATTEMPT.OUTCOME.eq(inline("LOST")).and(ATTEMPT.CHANNEL.eq(inline("SMS")));
    return Stream.of(ATTEMPT.CLOSED_AT.isNull(), givenUp.and(knownByNow))
        .flatMap(which -> untold(which, endedBefore, limit).stream())
        .toList();
  }

  private List<Ended> untold(Condition which, Instant endedBefore, int limit) {
    return db.select(SMS_MESSAGE.fields())
        .from(SMS_MESSAGE)
        .join(ATTEMPT)
        .on(ATTEMPT.ID.eq(SMS_MESSAGE.ID))
        .where(SMS_MESSAGE.STATE.eq(ENDED))
        .and(SMS_MESSAGE.ENDED_AT.lt(endedBefore))
        .and(which)
        .orderBy(ATTEMPT.WRITTEN_AT)
        .limit(limit)
        .fetch(ReportMatching::ended);
  }

  @Override
  public List<UUID> neverHandedOver(String line, Instant writtenBefore, int limit) {
    return db.select(ATTEMPT.ID)
        .from(ATTEMPT)
        .where(ATTEMPT.CLOSED_AT.isNull())
        .and(ATTEMPT.LINE.eq(line))
        .and(ATTEMPT.WRITTEN_AT.lt(writtenBefore))
        .and(
            notExists(
                selectOne().from(SMS_MESSAGE).where(SMS_MESSAGE.ID.eq(ATTEMPT.ID)).and(SMS_MESSAGE.STATE.ne(DECLINED))))
        .orderBy(ATTEMPT.WRITTEN_AT)
        .limit(limit)
        .fetch(ATTEMPT.ID);
  }

  @Override
  public int open(String gateway) {
    return db.fetchCount(SMS_MESSAGE, SMS_MESSAGE.ASK_AT.isNotNull().and(SMS_MESSAGE.GATEWAY.eq(gateway)));
  }

  @Override
  public int forgetUnmatched(Instant receivedBefore) {
    return db.deleteFrom(SMS_REPORT)
        .where(SMS_REPORT.MATCHED_TO.isNull())
        .and(SMS_REPORT.RECEIVED_AT.lt(receivedBefore))
        .execute();
  }
}
