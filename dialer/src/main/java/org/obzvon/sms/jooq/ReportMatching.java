package org.obzvon.sms.jooq;

import static org.obzvon.jooq.Tables.SMS_MESSAGE;
import static org.obzvon.jooq.Tables.SMS_PART;
import static org.obzvon.jooq.Tables.SMS_REPORT;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.obzvon.register.Phone;
import org.obzvon.sms.DeliveryReport;
import org.obzvon.sms.DeliveryStatus;
import org.obzvon.sms.Messages.Ended;
import org.obzvon.sms.Messages.Occasion;
import org.obzvon.sms.ReceiptsPer;

/// Finds the message of a report and the reports of a message, and derives the end of a message from its segments.
///
/// A report with an unknown id belongs to the one message to that number whose reply was lost, if there is exactly one:
/// only one contact of a household is open at a time.
final class ReportMatching {
  /// A report that comes even later is not about a message whose reply was lost. Gateways have two days to deliver.
  private static final Duration LONGEST_ON_ITS_WAY = Duration.ofDays(7);

  private final ReceiptUnitDetection receipts;

  ReportMatching(ReceiptUnitDetection receipts) {
    this.receipts = receipts;
  }

  ReceiptUnitDetection receipts() {
    return receipts;
  }

  /// Applies a stored report to its message, if that is known.
  Optional<Ended> ofReport(DSLContext tx, ReportBatch.Kept kept) {
    return part(tx, kept).flatMap(found -> apply(tx, found, kept));
  }

  /// Applies to a message the reports that came before its ids were known.
  Optional<Ended> waitingFor(DSLContext tx, UUID message) {
    Record row = lock(tx, message);
    Condition ours = DSL.exists(
        DSL.selectOne()
            .from(SMS_PART)
            .where(SMS_PART.MESSAGE_ID.eq(message))
            .and(SMS_PART.REMOTE_KEY.eq(DSL.any(SMS_REPORT.REMOTE_IDS))))
        .or(SMS_REPORT.MESSAGE_ID.eq(message));
    boolean lost = row.get(SMS_MESSAGE.STATE).equals(JooqMessages.UNKNOWN)
        || DeliveryStatus.UNKNOWN.name().equals(row.get(SMS_MESSAGE.FATE));
    if (lost) {
      ours = ours.or(SMS_REPORT.PHONE.eq(row.get(SMS_MESSAGE.PHONE)));
    }
    var waiting = tx.select(SMS_REPORT.fields())
        .from(SMS_REPORT)
        .where(SMS_REPORT.MATCHED_TO.isNull())
        .and(SMS_REPORT.GATEWAY.eq(row.get(SMS_MESSAGE.GATEWAY)))
        .and(SMS_REPORT.RECEIVED_AT.ge(row.get(SMS_MESSAGE.SUBMITTED_AT)))
        .and(ours)
        .orderBy(SMS_REPORT.ID)
        .limit(100)
        .fetch(ReportBatch::kept);
    Optional<Ended> ended = Optional.empty();
    for (ReportBatch.Kept report : waiting) {
      Optional<Ended> now = ofReport(tx, report);
      ended = now.isPresent() ? now : ended;
    }
    return ended;
  }

  private record Part(UUID message, int number) {}

  static DeliveryReport.Subject subject(Record report) {
    return new DeliveryReport.Subject(
        report.get(SMS_REPORT.GATEWAY),
        Arrays.asList(report.get(SMS_REPORT.REMOTE_IDS)),
        Optional.ofNullable(report.get(SMS_REPORT.PHONE)).map(Phone::new),
        Optional.ofNullable(report.get(SMS_REPORT.MESSAGE_ID)));
  }

  private static Optional<Part> part(DSLContext tx, ReportBatch.Kept kept) {
    DeliveryReport.Subject of = kept.report().of();
    return of.message().isPresent() ? byOurId(tx, of) : byRemoteId(tx, of).or(() -> adopted(tx, of, kept.at()));
  }

  private static Optional<Part> byOurId(DSLContext tx, DeliveryReport.Subject of) {
    UUID message = of.message().orElseThrow();
    boolean known = tx.fetchExists(
        SMS_MESSAGE,
        SMS_MESSAGE.ID.eq(message).and(SMS_MESSAGE.GATEWAY.eq(of.gateway())).and(SMS_MESSAGE.STATE.ne("DECLINED")));
    if (!known) {
      return Optional.empty();
    }
    lock(tx, message);
    tx.insertInto(SMS_PART)
        .set(SMS_PART.MESSAGE_ID, message)
        .set(SMS_PART.NUMBER, 1)
        .set(SMS_PART.GATEWAY, of.gateway())
        .set(SMS_PART.REMOTE_ID, of.remoteIds().isEmpty() ? null : of.remoteIds().getFirst())
        .set(SMS_PART.REMOTE_KEY, of.remoteIds().isEmpty() ? null : of.remoteIds().getFirst())
        .onConflict(SMS_PART.MESSAGE_ID, SMS_PART.NUMBER)
        .doUpdate()
        .set(SMS_PART.REMOTE_ID, DSL.coalesce(SMS_PART.REMOTE_ID, DSL.excluded(SMS_PART.REMOTE_ID)))
        .set(SMS_PART.REMOTE_KEY, DSL.coalesce(SMS_PART.REMOTE_KEY, DSL.excluded(SMS_PART.REMOTE_KEY)))
        .execute();
    return Optional.of(new Part(message, 1));
  }

  /// Returns the newest message that has the likeliest of the ids.
  private static Optional<Part> byRemoteId(DSLContext tx, DeliveryReport.Subject of) {
    for (String remoteId : of.remoteIds()) {
      Optional<Part> found = tx
          .select(SMS_PART.MESSAGE_ID, SMS_PART.NUMBER, SMS_MESSAGE.PHONE)
          .from(SMS_PART)
          .join(SMS_MESSAGE)
          .on(SMS_MESSAGE.ID.eq(SMS_PART.MESSAGE_ID))
          .where(SMS_PART.GATEWAY.eq(of.gateway()))
          .and(SMS_PART.REMOTE_KEY.eq(remoteId))
          .orderBy(SMS_MESSAGE.SUBMITTED_AT.desc(), SMS_PART.NUMBER)
          .fetch()
          .stream()
          .filter(row -> of.mayConcern(new Phone(row.get(SMS_MESSAGE.PHONE))))
          .findFirst()
          .map(row -> new Part(row.get(SMS_PART.MESSAGE_ID), row.get(SMS_PART.NUMBER)));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /// Applies the rules of matching before a report is stored. A message that is just being handed over also has no id
  /// yet.
  static boolean mayBeOurs(DSLContext tx, DeliveryReport.Subject of, Instant at) {
    if (byRemoteId(tx, of).isPresent()) {
      return true;
    }
    Condition withoutId = answerWasLost(at).or(SMS_MESSAGE.STATE.eq(JooqMessages.SUBMITTING));
    return of.phone().isPresent()
        && tx.fetchExists(
            SMS_MESSAGE,
            SMS_MESSAGE.PHONE.eq(of.phone().get().e164()).and(SMS_MESSAGE.GATEWAY.eq(of.gateway())).and(withoutId));
  }

  /// Selects messages whose reply, or a part of it, was lost, including those that were given up.
  ///
  /// @param at when a report arrived that may be about one of them
  static Condition answerWasLost(Instant at) {
    Condition partly = DSL.exists(
        DSL.selectOne().from(SMS_PART).where(SMS_PART.MESSAGE_ID.eq(SMS_MESSAGE.ID))
            .and(SMS_PART.REMOTE_KEY.isNull()));
    return SMS_MESSAGE.STATE
        .eq(JooqMessages.UNKNOWN)
        .or(SMS_MESSAGE.FATE.eq(DeliveryStatus.UNKNOWN.name()).and(partly))
        .and(SMS_MESSAGE.SUBMITTED_AT.ge(at.minus(LONGEST_ON_ITS_WAY)));
  }

  private static Optional<Part> adopted(DSLContext tx, DeliveryReport.Subject of, Instant at) {
    if (of.phone().isEmpty() || of.remoteIds().isEmpty()) {
      return Optional.empty();
    }
    List<UUID> lost = tx.select(SMS_MESSAGE.ID)
        .from(SMS_MESSAGE)
        .where(SMS_MESSAGE.PHONE.eq(of.phone().get().e164()))
        .and(SMS_MESSAGE.GATEWAY.eq(of.gateway()))
        .and(answerWasLost(at))
        .orderBy(SMS_MESSAGE.ID)
        .limit(2)
        .forUpdate()
        .fetch(SMS_MESSAGE.ID);
    if (lost.size() != 1) {
      return Optional.empty();
    }
    // Another copy of this receipt may have been adopted while we waited for the row; it must not take a second part.
    Optional<Part> meanwhile = byRemoteId(tx, of);
    if (meanwhile.isPresent()) {
      return meanwhile;
    }
    return tx.select(SMS_PART.NUMBER)
        .from(SMS_PART)
        .where(SMS_PART.MESSAGE_ID.eq(lost.getFirst()))
        .and(SMS_PART.REMOTE_KEY.isNull())
        .orderBy(SMS_PART.NUMBER)
        .limit(1)
        .fetchOptional(SMS_PART.NUMBER)
        .map(
            number -> {
              tx.update(SMS_PART)
                  .set(SMS_PART.REMOTE_ID, of.remoteIds().getFirst())
                  .set(SMS_PART.REMOTE_KEY, of.remoteIds().getFirst())
                  .where(SMS_PART.MESSAGE_ID.eq(lost.getFirst()))
                  .and(SMS_PART.NUMBER.eq(number))
                  .execute();
              return new Part(lost.getFirst(), number);
            });
  }

  private Optional<Ended> apply(DSLContext tx, Part part, ReportBatch.Kept kept) {
    var step = new ReportStatements.Step(kept.id(), kept.report(), part.message(), part.number());
    return new ReportStatements(tx, receipts).apply(List.of(step)).values().stream().findFirst();
  }

  /// Ends a message with the status of its first segment that was not delivered.
  ///
  /// @param otherwise the status when no segment failed
  static Ended end(DSLContext tx, Record row, Instant at, DeliveryStatus otherwise) {
    UUID message = row.get(SMS_MESSAGE.ID);
    Optional<Record> failed = tx.select(SMS_PART.fields())
        .from(SMS_PART)
        .where(SMS_PART.MESSAGE_ID.eq(message))
        .and(SMS_PART.FATE.ne(DeliveryStatus.DELIVERED.name()))
        .orderBy(SMS_PART.NUMBER)
        .limit(1)
        .fetchOptional(part -> part);
    String fate = failed.map(part -> part.get(SMS_PART.FATE)).orElse(otherwise.name());
    return tx.update(SMS_MESSAGE)
        .set(SMS_MESSAGE.STATE, "ENDED")
        .set(SMS_MESSAGE.FATE, fate)
        .set(SMS_MESSAGE.CODE, failed.map(part -> part.get(SMS_PART.CODE)).orElse(""))
        .set(SMS_MESSAGE.ENDED_AT, at)
        .setNull(SMS_MESSAGE.ASK_AT)
        .where(SMS_MESSAGE.ID.eq(message))
        .returning()
        .fetchSingle(ReportMatching::ended);
  }

  /// Ends a message of several segments of which one was reported, if that shows that its gateway reports no more.
  Optional<Ended> toldByOne(DSLContext tx, UUID message, Instant now) {
    Record row = lock(tx, message);
    String gateway = row.get(SMS_MESSAGE.GATEWAY);
    if (row.get(SMS_MESSAGE.STATE).equals(JooqMessages.ENDED)) {
      return Optional.empty();
    }
    var parts = tx.selectFrom(SMS_PART).where(SMS_PART.MESSAGE_ID.eq(message)).fetch();
    var told = parts.stream().filter(part -> part.getFate() != null).toList();
    boolean alone = parts.size() > 1
        && told.size() == 1
        && parts.stream().allMatch(part -> part.getRemoteKey() != null)
        && told.getFirst().getToldAt().isBefore(now.minus(ReceiptUnitDetection.TOGETHER));
    ReceiptsPer known = alone ? receipts.of(tx, gateway) : ReceiptsPer.SEGMENT;
    if (known == ReceiptsPer.SEGMENT) {
      return Optional.empty();
    }
    if (known == ReceiptsPer.UNKNOWN) {
      receipts.shown(tx, gateway, ReceiptsPer.MESSAGE, now);
    }
    return Optional.of(end(tx, row, told.getFirst().getToldAt(), DeliveryStatus.DELIVERED));
  }

  static Ended ended(Record row) {
    return new Ended(
        row.get(SMS_MESSAGE.ID), Occasion.valueOf(row.get(SMS_MESSAGE.OCCASION)),
        DeliveryStatus.valueOf(row.get(SMS_MESSAGE.FATE)), row.get(SMS_MESSAGE.SEGMENTS), row.get(SMS_MESSAGE.CODE),
        row.get(SMS_MESSAGE.ENDED_AT));
  }

  static Record lock(DSLContext tx, UUID message) {
    return tx.select(SMS_MESSAGE.fields())
        .from(SMS_MESSAGE)
        .where(SMS_MESSAGE.ID.eq(message))
        .forUpdate()
        .fetchSingle();
  }
}
