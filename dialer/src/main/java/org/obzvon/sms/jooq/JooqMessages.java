package org.obzvon.sms.jooq;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.excluded;
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
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.obzvon.register.Phone;
import org.obzvon.sms.DeliveryReport;
import org.obzvon.sms.DeliveryReport.Subject;
import org.obzvon.sms.Fate;
import org.obzvon.sms.Gateway.Pending;
import org.obzvon.sms.Messages;

/// The book of messages in PostgreSQL. Whoever changes a message holds its row; a report is stored before its message is
/// looked for, and ids are stored before reports are looked for, so that of the two at least one sees the other.
public final class JooqMessages implements Messages {
  private static final String SUBMITTING = "SUBMITTING";
  private static final String DECLINED = "DECLINED";
  private static final String ACCEPTED = "ACCEPTED";
  private static final String UNKNOWN = "UNKNOWN";
  private static final String ENDED = "ENDED";

  private final DSLContext db;
  private final ReportMatching matching;
  private final Duration askAfter;

  /// @param askAfter how long to wait for a report before the gateway is asked
  public JooqMessages(DSLContext db, Duration askAfter) {
    this.db = db;
    this.matching = new ReportMatching();
    this.askAfter = askAfter;
  }

  @Override
  public boolean submitting(Letter letter, Handing handing, Instant now) {
    var message = letter.message();
    return db.insertInto(SMS_MESSAGE)
            .set(SMS_MESSAGE.ID, letter.id())
            .set(SMS_MESSAGE.OCCASION, letter.occasion().name())
            .set(SMS_MESSAGE.ACCOUNT_ID, letter.account().orElse(null))
            .set(SMS_MESSAGE.PHONE, letter.to().e164())
            .set(SMS_MESSAGE.GATEWAY, handing.gateway())
            .set(SMS_MESSAGE.SENDER, handing.sender())
            .set(SMS_MESSAGE.TEMPLATE, message.template())
            .set(SMS_MESSAGE.LANGUAGE, message.language().name())
            .set(SMS_MESSAGE.TEXT, message.text())
            .set(SMS_MESSAGE.ENCODING, message.segments().encoding().name())
            .set(SMS_MESSAGE.SEGMENTS, message.segments().count())
            .set(SMS_MESSAGE.COST, handing.cost())
            .set(SMS_MESSAGE.CURRENCY, handing.currency())
            .set(SMS_MESSAGE.STATE, SUBMITTING)
            .set(SMS_MESSAGE.SUBMITTED_AT, now)
            .set(SMS_MESSAGE.ASK_AT, now.plus(askAfter))
            .onConflict(SMS_MESSAGE.ID)
            .doUpdate()
            .set(SMS_MESSAGE.GATEWAY, excluded(SMS_MESSAGE.GATEWAY))
            .set(SMS_MESSAGE.SENDER, excluded(SMS_MESSAGE.SENDER))
            .set(SMS_MESSAGE.COST, excluded(SMS_MESSAGE.COST))
            .set(SMS_MESSAGE.CURRENCY, excluded(SMS_MESSAGE.CURRENCY))
            .set(SMS_MESSAGE.STATE, SUBMITTING)
            .set(SMS_MESSAGE.SUBMITTED_AT, now)
            .set(SMS_MESSAGE.ASK_AT, now.plus(askAfter))
            .where(SMS_MESSAGE.STATE.eq(DECLINED))
            .execute()
        == 1;
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
    db.transaction(
        tx -> {
          Record row = ReportMatching.lock(tx.dsl(), message);
          var inserts =
              IntStream.range(0, remoteIds.size())
                  .mapToObj(
                      i ->
                          tx.dsl().insertInto(SMS_PART)
                              .set(SMS_PART.MESSAGE_ID, message)
                              .set(SMS_PART.NUMBER, i + 1)
                              .set(SMS_PART.GATEWAY, row.get(SMS_MESSAGE.GATEWAY))
                              .set(SMS_PART.REMOTE_ID, remoteIds.get(i).orElse(null))
                              .set(SMS_PART.REMOTE_KEY, remoteIds.get(i).map(Subject::normal).orElse(null))
                              .onConflict(SMS_PART.MESSAGE_ID, SMS_PART.NUMBER)
                              .doUpdate()
                              .set(SMS_PART.REMOTE_ID, coalesce(excluded(SMS_PART.REMOTE_ID), SMS_PART.REMOTE_ID))
                              .set(SMS_PART.REMOTE_KEY, coalesce(excluded(SMS_PART.REMOTE_KEY), SMS_PART.REMOTE_KEY)))
                  .toList();
          tx.dsl().batch(inserts).execute();
          tx.dsl().update(SMS_MESSAGE)
              .set(SMS_MESSAGE.STATE, certain ? ACCEPTED : UNKNOWN)
              .where(SMS_MESSAGE.ID.eq(message))
              .and(SMS_MESSAGE.STATE.eq(SUBMITTING))
              .execute();
        });
    return db.transactionResult(tx -> matching.waitingFor(tx.dsl(), message));
  }

  @Override
  public Optional<Ended> reported(DeliveryReport report, Instant receivedAt) {
    long id =
        db.insertInto(SMS_REPORT)
            .set(SMS_REPORT.GATEWAY, report.of().gateway())
            .set(SMS_REPORT.REMOTE_IDS, report.of().remoteIds().toArray(String[]::new))
            .set(SMS_REPORT.PHONE, report.of().phone().map(Phone::e164).orElse(null))
            .set(SMS_REPORT.MESSAGE_ID, report.of().message().orElse(null))
            .set(SMS_REPORT.FATE, report.fate().name())
            .set(SMS_REPORT.CODE, report.code())
            .set(SMS_REPORT.COST, report.cost().orElse(null))
            .set(SMS_REPORT.TOLD_AT, report.toldAt())
            .set(SMS_REPORT.RECEIVED_AT, receivedAt)
            .returningResult(SMS_REPORT.ID)
            .fetchOne(SMS_REPORT.ID);
    return db.transactionResult(tx -> matching.ofReport(tx.dsl(), id, report));
  }

  @Override
  public Optional<Ended> giveUp(UUID message, Instant now) {
    return db.transactionResult(
        tx -> {
          Record row = ReportMatching.lock(tx.dsl(), message);
          return row.get(SMS_MESSAGE.STATE).equals(ENDED)
              ? Optional.empty()
              : Optional.of(ReportMatching.end(tx.dsl(), row, now, Fate.UNKNOWN));
        });
  }

  @Override
  public List<Pending> due(Instant now, int limit) {
    List<Record> rows =
        List.copyOf(
            db.select(SMS_MESSAGE.fields())
                .from(SMS_MESSAGE)
                .where(SMS_MESSAGE.ASK_AT.le(now))
                .orderBy(SMS_MESSAGE.ASK_AT)
                .limit(limit)
                .fetch());
    List<UUID> ids = rows.stream().map(row -> row.get(SMS_MESSAGE.ID)).toList();
    Map<UUID, List<Optional<String>>> parts =
        db.select(SMS_PART.MESSAGE_ID, SMS_PART.REMOTE_ID)
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
            row ->
                new Pending(
                    row.get(SMS_MESSAGE.ID),
                    new Pending.Handed(row.get(SMS_MESSAGE.GATEWAY), row.get(SMS_MESSAGE.SENDER)), new Phone(row.get(SMS_MESSAGE.PHONE)),
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
    return db.select(SMS_MESSAGE.fields())
        .from(SMS_MESSAGE)
        .join(ATTEMPT)
        .on(ATTEMPT.ID.eq(SMS_MESSAGE.ID))
        .where(SMS_MESSAGE.STATE.eq(ENDED))
        .and(SMS_MESSAGE.ENDED_AT.lt(endedBefore))
        .and(ATTEMPT.CLOSED_AT.isNull())
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
