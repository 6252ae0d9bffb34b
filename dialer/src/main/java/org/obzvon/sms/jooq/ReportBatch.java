package org.obzvon.sms.jooq;

import static org.obzvon.jooq.Tables.SMS_MESSAGE;
import static org.obzvon.jooq.Tables.SMS_PART;
import static org.obzvon.jooq.Tables.SMS_REPORT;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.obzvon.jooq.tables.records.SmsReportRecord;
import org.obzvon.register.Phone;
import org.obzvon.sms.DeliveryReport;
import org.obzvon.sms.DeliveryStatus;
import org.obzvon.sms.Messages.Ended;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stores many reports and applies those that name a segment by the gateway's own id, as nearly all do; the others go
/// one by one through [ReportMatching].
final class ReportBatch {
  /// The most unmatched reports applied with one batch of replies; more would be a flood, and the next report of a
  /// message finds it anyway.
  private static final int MOST_WAITING = 2_000;

  private static final Logger LOG = LoggerFactory.getLogger(ReportBatch.class);

  private final DSLContext db;
  private final ReportMatching matching;

  record Arrived(DeliveryReport report, Instant at) {}

  /// @param id of the stored report
  record Kept(long id, DeliveryReport report, Instant at) {}

  private record Segment(UUID message, int number, String phone) {}

  ReportBatch(DSLContext db, ReportMatching matching) {
    this.db = db;
    this.matching = matching;
  }

  /// The result for a stored report.
  sealed interface Taken {
    record Applied(Optional<Ended> ended) implements Taken {}

    /// The report is not stored: its gateway sends it again.
    record Failed(RuntimeException why) implements Taken {}
  }

  /// Returns for each report the message that it ended. Reports that cannot be applied together are applied one by one,
  /// and only those that then fail are deleted again: none is stored twice because of another. Applying one again
  /// changes nothing.
  List<Taken> reported(List<Arrived> arrived) {
    List<Kept> kept = keep(arrived);
    Map<Long, Ended> ended = new HashMap<>();
    Map<Long, RuntimeException> failed = new HashMap<>();
    try {
      apply(kept, ended);
    } catch (RuntimeException e) {
      LOG.warn("{} reports could not be applied together and are applied one by one", kept.size(), e);
      kept.forEach(one -> alone(one, ended, failed));
    }
    forget(failed.keySet());
    return kept.stream()
        .<Taken>map(
            one -> failed.containsKey(one.id())
                ? new Taken.Failed(failed.get(one.id()))
                : new Taken.Applied(Optional.ofNullable(ended.get(one.id()))))
        .toList();
  }

  private void alone(Kept one, Map<Long, Ended> ended, Map<Long, RuntimeException> failed) {
    try {
      apply(List.of(one), ended);
    } catch (RuntimeException e) {
      failed.put(one.id(), e);
    }
  }

  private void forget(Collection<Long> ids) {
    if (!ids.isEmpty()) {
      db.deleteFrom(SMS_REPORT).where(SMS_REPORT.ID.in(ids)).and(SMS_REPORT.MATCHED_TO.isNull()).execute();
    }
  }

  private List<Kept> keep(List<Arrived> arrived) {
    List<Long> ids = db.insertInto(
        SMS_REPORT, SMS_REPORT.GATEWAY, SMS_REPORT.REMOTE_IDS, SMS_REPORT.PHONE, SMS_REPORT.MESSAGE_ID,
        SMS_REPORT.FATE, SMS_REPORT.CODE, SMS_REPORT.COST, SMS_REPORT.TOLD_AT, SMS_REPORT.RECEIVED_AT)
        .valuesOfRows(
            arrived.stream()
                .map(
                    one -> {
                      DeliveryReport report = one.report();
                      var of = report.of();
                      return DSL.row(
                          of.gateway(), of.remoteIds().toArray(String[]::new),
                          of.phone().map(Phone::e164).orElse(null), of.message().orElse(null), report.fate().name(),
                          report.code(), report.cost().orElse(null), report.toldAt(), one.at());
                    })
                .toList())
        .returningResult(SMS_REPORT.ID)
        .fetch(SMS_REPORT.ID);
    List<Kept> kept = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      kept.add(new Kept(ids.get(i), arrived.get(i).report(), arrived.get(i).at()));
    }
    return kept;
  }

  /// Applies the reports that came before the ids of their messages were known. Returns the messages that ended, by id.
  ///
  /// @param notBefore when the first of the messages was handed over
  Map<UUID, Ended> waitingFor(Collection<String> remoteKeys, Collection<UUID> messages, Instant notBefore) {
    List<Kept> waiting = db.selectDistinct(SMS_REPORT.fields())
        .from(SMS_REPORT, DSL.unnest(SMS_REPORT.REMOTE_IDS).as("known", "id"))
        .where(SMS_REPORT.MATCHED_TO.isNull())
        .and(SMS_REPORT.RECEIVED_AT.ge(notBefore))
        .and(
            SMS_REPORT.MESSAGE_ID.eq(DSL.any(messages.toArray(UUID[]::new)))
                .or(DSL.field("known.id", String.class).eq(DSL.any(remoteKeys.toArray(String[]::new)))))
        .orderBy(SMS_REPORT.ID)
        .limit(MOST_WAITING)
        .fetch(ReportBatch::kept);
    Map<Long, Ended> ended = new HashMap<>();
    apply(waiting, ended);
    return ended.values().stream().collect(Collectors.toMap(Ended::message, end -> end));
  }

  /// Does the same for a message of which not every id is known.
  Optional<Ended> waitingForUncertain(UUID message) {
    return db.transactionResult(() -> matching.waitingFor(db, message));
  }

  static Kept kept(Record row) {
    DeliveryReport report = new DeliveryReport(
        ReportMatching.subject(row), DeliveryStatus.valueOf(row.get(SMS_REPORT.FATE)), row.get(SMS_REPORT.CODE),
        Optional.ofNullable(row.get(SMS_REPORT.COST)), row.get(SMS_REPORT.TOLD_AT));
    return new Kept(row.get(SMS_REPORT.ID), report, row.get(SMS_REPORT.RECEIVED_AT));
  }

  /// @param ended receives the messages that end, by the report that ended them
  private void apply(List<Kept> reports, Map<Long, Ended> ended) {
    if (reports.isEmpty()) {
      return;
    }
    Map<Kept, Segment> found = segments(reports);
    if (!found.isEmpty()) {
      ended.putAll(db.transactionResult(() -> new ReportStatements(db, matching.receipts()).apply(steps(found))));
    }
    Set<String> lost = lost(reports);
    for (Kept one : reports) {
      boolean others = !found.containsKey(one);
      boolean ours = one.report().of().message().isPresent();
      boolean adoptable = one.report().of().phone().map(Phone::e164).filter(lost::contains).isPresent();
      if (others && (ours || adoptable)) {
        db.transactionResult(() -> matching.ofReport(db, one))
            .ifPresent(end -> ended.put(one.id(), end));
      }
    }
  }

  /// Returns those of the reports' numbers for which the gateway's reply to a message was lost.
  private Set<String> lost(List<Kept> reports) {
    List<String> phones = reports.stream().flatMap(one -> one.report().of().phone().stream()).map(Phone::e164)
        .distinct().toList();
    Instant first = reports.stream().map(Kept::at).min(Comparator.naturalOrder()).orElseThrow();
    return db.select(SMS_MESSAGE.PHONE)
        .from(SMS_MESSAGE)
        .where(SMS_MESSAGE.PHONE.eq(DSL.any(phones.toArray(String[]::new))))
        .and(ReportMatching.answerWasLost(first))
        .fetchSet(SMS_MESSAGE.PHONE);
  }

  private static List<ReportStatements.Step> steps(Map<Kept, Segment> found) {
    return found.entrySet().stream()
        .map(
            one -> new ReportStatements.Step(
                one.getKey().id(), one.getKey().report(), one.getValue().message(), one.getValue().number()))
        .toList();
  }

  /// Returns for each report the segment that has the likeliest of its ids; if several messages have it, the newest.
  private Map<Kept, Segment> segments(List<Kept> reports) {
    List<Kept> byId = reports.stream().filter(one -> one.report().of().message().isEmpty()).toList();
    List<String> ids = byId.stream().flatMap(one -> one.report().of().remoteIds().stream()).distinct().toList();
    Map<String, List<Segment>> known = new HashMap<>();
    db.select(SMS_PART.GATEWAY, SMS_PART.REMOTE_KEY, SMS_PART.MESSAGE_ID, SMS_PART.NUMBER, SMS_MESSAGE.PHONE)
        .from(SMS_PART)
        .join(SMS_MESSAGE)
        .on(SMS_MESSAGE.ID.eq(SMS_PART.MESSAGE_ID))
        .where(SMS_PART.GATEWAY.in(reports.stream().map(one -> one.report().of().gateway()).distinct().toList()))
        .and(SMS_PART.REMOTE_KEY.eq(DSL.any(ids.toArray(String[]::new))))
        .orderBy(SMS_MESSAGE.SUBMITTED_AT.desc(), SMS_PART.NUMBER)
        .forEach(
            row -> known.computeIfAbsent(row.get(SMS_PART.GATEWAY) + " " + row.get(SMS_PART.REMOTE_KEY),
                _ -> new ArrayList<>())
                .add(new Segment(row.get(SMS_PART.MESSAGE_ID), row.get(SMS_PART.NUMBER),
                    row.get(SMS_MESSAGE.PHONE))));
    Map<Kept, Segment> found = new LinkedHashMap<>();
    for (Kept one : byId) {
      var of = one.report().of();
      of.remoteIds().stream()
          .flatMap(id -> known.getOrDefault(of.gateway() + " " + id, List.of()).stream())
          .filter(segment -> of.mayConcern(new Phone(segment.phone())))
          .findFirst()
          .ifPresent(segment -> found.put(one, segment));
    }
    return found;
  }
}
