package org.obzvon.sms.jooq;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.excluded;
import static org.obzvon.jooq.Tables.SMS_MESSAGE;
import static org.obzvon.jooq.Tables.SMS_PART;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.obzvon.jooq.tables.records.SmsMessageRecord;
import org.obzvon.jooq.tables.records.SmsPartRecord;
import org.obzvon.sms.DeliveryReport.Subject;
import org.obzvon.sms.Messages.Ended;
import org.obzvon.sms.Messages.Handing;
import org.obzvon.sms.Messages.Letter;

/// Stores many messages before they are handed over, and many replies of gateways.
final class HandingBatch {
  private final DSLContext db;
  private final ReportBatch reports;
  private final Duration askAfter;

  record Try(Letter letter, Handing handing, Instant now) {}

  record Answer(UUID message, List<Optional<String>> remoteIds, boolean certain) {}

  HandingBatch(DSLContext db, ReportBatch reports, Duration askAfter) {
    this.db = db;
    this.reports = reports;
    this.askAfter = askAfter;
  }

  /// Returns whether each was stored. An existing row is written again only if the message was declined, or by the same
  /// handing over.
  List<Boolean> submitting(List<Try> tries) {
    Set<UUID> written = new HashSet<>(
        db.insertInto(SMS_MESSAGE, SMS_MESSAGE.fields())
            .valuesOfRecords(tries.stream().map(this::row).toList())
            .onConflict(SMS_MESSAGE.ID)
            .doUpdate()
            .set(SMS_MESSAGE.GATEWAY, excluded(SMS_MESSAGE.GATEWAY))
            .set(SMS_MESSAGE.SENDER, excluded(SMS_MESSAGE.SENDER))
            .set(SMS_MESSAGE.COST, excluded(SMS_MESSAGE.COST))
            .set(SMS_MESSAGE.CURRENCY, excluded(SMS_MESSAGE.CURRENCY))
            .set(SMS_MESSAGE.STATE, excluded(SMS_MESSAGE.STATE))
            .set(SMS_MESSAGE.SUBMITTED_AT, excluded(SMS_MESSAGE.SUBMITTED_AT))
            .set(SMS_MESSAGE.ASK_AT, excluded(SMS_MESSAGE.ASK_AT))
            .set(SMS_MESSAGE.HANDING, excluded(SMS_MESSAGE.HANDING))
            .where(
                SMS_MESSAGE.STATE.eq(JooqMessages.DECLINED)
                    .or(
                        SMS_MESSAGE.STATE.eq(JooqMessages.SUBMITTING)
                            .and(SMS_MESSAGE.HANDING.eq(excluded(SMS_MESSAGE.HANDING)))))
            .returning(SMS_MESSAGE.ID)
            .fetch(SMS_MESSAGE.ID));
    return tries.stream().map(one -> written.contains(one.letter().id())).toList();
  }

  private SmsMessageRecord row(Try one) {
    Letter letter = one.letter();
    var message = letter.message();
    SmsMessageRecord row = new SmsMessageRecord();
    row.setId(letter.id());
    row.setOccasion(letter.occasion().name());
    row.setAccountId(letter.account().orElse(null));
    row.setPhone(letter.to().e164());
    row.setGateway(one.handing().gateway());
    row.setSender(one.handing().sender());
    row.setTemplate(message.template());
    row.setLanguage(message.language().name());
    row.setText(message.text());
    row.setEncoding(message.segments().encoding().name());
    row.setSegments(message.segments().count());
    row.setCost(one.handing().cost());
    row.setCurrency(one.handing().currency());
    row.setHanding(one.handing().id());
    row.setState(JooqMessages.SUBMITTING);
    row.setSubmittedAt(one.now());
    row.setAskAt(one.now().plus(askAfter));
    return row;
  }

  /// Returns the messages that reports which came before the replies have ended.
  List<Optional<Ended>> handedOver(List<Answer> answers) {
    Instant first = db.transactionResult(() -> write(db, answers));
    List<Answer> certain = answers.stream().filter(Answer::certain).toList();
    Set<String> keys = certain.stream().flatMap(one -> one.remoteIds().stream()).flatMap(Optional::stream)
        .map(Subject::normal)
        .collect(Collectors.toSet());
    Map<UUID, Ended> ended = new HashMap<>(
        reports.waitingFor(keys, certain.stream().map(Answer::message).toList(), first));
    for (Answer answer : answers) {
      if (!answer.certain()) {
        reports.waitingForUncertain(answer.message()).ifPresent(end -> ended.put(end.message(), end));
      }
    }
    return answers.stream().map(answer -> Optional.ofNullable(ended.get(answer.message()))).toList();
  }

  /// Returns when the first of the messages was handed over.
  private static Instant write(DSLContext tx, List<Answer> answers) {
    Map<UUID, String> gateways = new HashMap<>();
    List<Instant> handed = new ArrayList<>();
    tx.select(SMS_MESSAGE.ID, SMS_MESSAGE.GATEWAY, SMS_MESSAGE.SUBMITTED_AT)
        .from(SMS_MESSAGE)
        .where(SMS_MESSAGE.ID.eq(any(answers.stream().map(Answer::message).toArray(UUID[]::new))))
        .orderBy(SMS_MESSAGE.ID)
        .forUpdate()
        .forEach(
            row -> {
              gateways.put(row.get(SMS_MESSAGE.ID), row.get(SMS_MESSAGE.GATEWAY));
              handed.add(row.get(SMS_MESSAGE.SUBMITTED_AT));
            });
    Field<?>[] fields = SMS_PART.fields();
    BatchBindStep parts = tx.batch(
        tx.insertInto(SMS_PART)
            .columns(fields)
            .values(new Object[fields.length])
            .onConflict(SMS_PART.MESSAGE_ID, SMS_PART.NUMBER)
            .doUpdate()
            .set(SMS_PART.REMOTE_ID, coalesce(excluded(SMS_PART.REMOTE_ID), SMS_PART.REMOTE_ID))
            .set(SMS_PART.REMOTE_KEY, coalesce(excluded(SMS_PART.REMOTE_KEY), SMS_PART.REMOTE_KEY)));
    for (Answer answer : answers) {
      for (int i = 0; i < answer.remoteIds().size(); i++) {
        var _ = parts.bind(part(answer, i, gateways.get(answer.message())).intoArray());
      }
    }
    parts.execute();
    move(tx, answers.stream().filter(Answer::certain).map(Answer::message).toList(), JooqMessages.ACCEPTED);
    move(tx, answers.stream().filter(one -> !one.certain()).map(Answer::message).toList(), JooqMessages.UNKNOWN);
    return Collections.min(handed);
  }

  private static SmsPartRecord part(Answer answer, int index, String gateway) {
    SmsPartRecord part = new SmsPartRecord();
    part.setMessageId(answer.message());
    part.setNumber(index + 1);
    part.setGateway(gateway);
    part.setRemoteId(answer.remoteIds().get(index).orElse(null));
    part.setRemoteKey(answer.remoteIds().get(index).map(Subject::normal).orElse(null));
    return part;
  }

  private static void move(DSLContext tx, List<UUID> messages, String state) {
    if (!messages.isEmpty()) {
      tx.update(SMS_MESSAGE)
          .set(SMS_MESSAGE.STATE, state)
          .where(SMS_MESSAGE.ID.eq(any(messages.toArray(UUID[]::new))))
          .and(SMS_MESSAGE.STATE.eq(JooqMessages.SUBMITTING))
          .execute();
    }
  }
}
