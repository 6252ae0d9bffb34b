package org.obzvon.sms.jooq;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.inline;
import static org.obzvon.jooq.Tables.SMS_MESSAGE;
import static org.obzvon.jooq.Tables.SMS_PART;
import static org.obzvon.jooq.Tables.SMS_REPORT;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.obzvon.sms.DeliveryReport;
import org.obzvon.sms.DeliveryStatus;
import org.obzvon.sms.Messages.Ended;
import org.obzvon.sms.Messages.Occasion;
import org.obzvon.sms.ReceiptsPer;

/// The statements that apply many reports to their segments, each prepared once and bound for all. The messages are
/// locked first, always in the same order.
final class ReportStatements {
  private static final UUID NO_ID = null;
  private static final Long NO_KEY = null;
  private static final Integer NO_NUMBER = null;
  private static final String NO_TEXT = null;
  private static final BigDecimal NO_AMOUNT = null;
  private static final Instant NO_TIME = null;

  private final DSLContext tx;
  private final ReceiptUnitDetection receipts;

  /// @param id of the stored report
  record Step(long id, DeliveryReport report, UUID message, int number) {}

  ReportStatements(DSLContext tx, ReceiptUnitDetection receipts) {
    this.tx = tx;
    this.receipts = receipts;
  }

  /// Returns the messages that end, by the report that ended them.
  Map<Long, Ended> apply(List<Step> steps) {
    UUID[] ids = steps.stream().map(Step::message).distinct().toArray(UUID[]::new);
    Map<UUID, Record> open = new LinkedHashMap<>();
    tx.select(SMS_MESSAGE.ID, SMS_MESSAGE.STATE, SMS_MESSAGE.FATE, SMS_MESSAGE.OCCASION, SMS_MESSAGE.SEGMENTS)
        .from(SMS_MESSAGE)
        .where(SMS_MESSAGE.ID.eq(any(ids)))
        .orderBy(SMS_MESSAGE.ID)
        .forUpdate()
        .stream()
        .filter(row -> !row.get(SMS_MESSAGE.STATE).equals(JooqMessages.ENDED) || wasGivenUp(row))
        .forEach(row -> open.put(row.get(SMS_MESSAGE.ID), row));
    match(steps);
    cost(steps.stream().filter(step -> step.report().cost().isPresent()).toList());
    List<Step> last = steps.stream().filter(step -> step.report().fate().isFinal()).toList();
    if (last.isEmpty()) {
      return Map.of();
    }
    fates(last);
    Map<UUID, Step> lastOf = new LinkedHashMap<>();
    last.forEach(step -> lastOf.put(step.message(), step));
    return end(open, lastOf);
  }

  private void match(List<Step> steps) {
    BatchBindStep batch = tx
        .batch(tx.update(SMS_REPORT).set(SMS_REPORT.MATCHED_TO, NO_ID).where(SMS_REPORT.ID.eq(NO_KEY)));
    for (Step step : steps) {
      var _ = batch.bind(step.message(), step.id());
    }
    batch.execute();
  }

  private void cost(List<Step> steps) {
    if (!steps.isEmpty()) {
      BatchBindStep batch = tx
          .batch(tx.update(SMS_MESSAGE).set(SMS_MESSAGE.TOLD_COST, NO_AMOUNT).where(SMS_MESSAGE.ID.eq(NO_ID)));
      for (Step step : steps) {
        var _ = batch.bind(step.report().cost().orElseThrow(), step.message());
      }
      batch.execute();
    }
  }

  private void fates(List<Step> steps) {
    BatchBindStep batch = tx.batch(
        tx.update(SMS_PART)
            .set(SMS_PART.FATE, NO_TEXT)
            .set(SMS_PART.CODE, NO_TEXT)
            .set(SMS_PART.TOLD_AT, NO_TIME)
            .where(SMS_PART.MESSAGE_ID.eq(NO_ID))
            .and(SMS_PART.NUMBER.eq(NO_NUMBER))
            .and(SMS_PART.FATE.isNull().or(SMS_PART.FATE.eq(inline(DeliveryStatus.UNKNOWN.name())))));
    for (Step step : steps) {
      DeliveryReport report = step.report();
      var _ = batch.bind(report.fate().name(), report.code(), report.toldAt(), step.message(), step.number());
    }
    batch.execute();
  }

  private static boolean wasGivenUp(Record message) {
    return DeliveryStatus.UNKNOWN.name().equals(message.get(SMS_MESSAGE.FATE));
  }

  /// Stores the final status of messages whose segments all have one; where the gateway reports a single segment, that
  /// one decides. A message that was given up without a report gets its status now.
  private Map<Long, Ended> end(Map<UUID, Record> open, Map<UUID, Step> lastOf) {
    Map<Long, Ended> ended = new HashMap<>();
    BatchBindStep batch = tx.batch(
        tx.update(SMS_MESSAGE)
            .set(SMS_MESSAGE.STATE, JooqMessages.ENDED)
            .set(SMS_MESSAGE.FATE, NO_TEXT)
            .set(SMS_MESSAGE.CODE, NO_TEXT)
            .set(SMS_MESSAGE.ENDED_AT, NO_TIME)
            .setNull(SMS_MESSAGE.ASK_AT)
            .where(SMS_MESSAGE.ID.eq(NO_ID)));
    tx.select(SMS_PART.fields())
        .from(SMS_PART)
        .where(SMS_PART.MESSAGE_ID.eq(any(lastOf.keySet().toArray(UUID[]::new))))
        .fetchGroups(SMS_PART.MESSAGE_ID)
        .forEach(
            (message, parts) -> {
              Record row = open.get(message);
              if (!isToldWhole(parts, lastOf.get(message).report()) || row == null) {
                return;
              }
              Ended end = end(row, List.copyOf(parts), lastOf.get(message).report().toldAt());
              if (end.fate() != DeliveryStatus.UNKNOWN || !wasGivenUp(row)) {
                var _ = batch.bind(JooqMessages.ENDED, end.fate().name(), end.code(), end.at(), null, message);
                ended.put(lastOf.get(message).id(), end);
              }
            });
    if (batch.size() > 0) {
      batch.execute();
    }
    return ended;
  }

  private boolean isToldWhole(List<? extends Record> parts, DeliveryReport last) {
    if (parts.size() == 1) {
      return parts.getFirst().get(SMS_PART.FATE) != null;
    }
    String gateway = last.of().gateway();
    long told = parts.stream().filter(part -> part.get(SMS_PART.FATE) != null).count();
    ReceiptsPer known = receipts.of(tx, gateway);
    if (told > 1 && known != ReceiptsPer.SEGMENT) {
      receipts.shown(tx, gateway, ReceiptsPer.SEGMENT, last.toldAt());
    }
    return told == parts.size() || told == 1 && known == ReceiptsPer.MESSAGE;
  }

  /// Ends the message with the status of the first segment that was not delivered.
  private static Ended end(Record row, List<Record> parts, Instant at) {
    Optional<Record> failed = parts.stream()
        .filter(part -> part.get(SMS_PART.FATE) != null
            && !part.get(SMS_PART.FATE).equals(DeliveryStatus.DELIVERED.name()))
        .min(Comparator.comparing(part -> part.get(SMS_PART.NUMBER)));
    return new Ended(
        row.get(SMS_MESSAGE.ID), Occasion.valueOf(row.get(SMS_MESSAGE.OCCASION)),
        failed.map(part -> DeliveryStatus.valueOf(part.get(SMS_PART.FATE))).orElse(DeliveryStatus.DELIVERED),
        row.get(SMS_MESSAGE.SEGMENTS),
        failed.map(part -> part.get(SMS_PART.CODE)).orElse(""), at);
  }
}
