package org.obzvon.alert.jooq;

import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static org.obzvon.jooq.Tables.ALERT;
import static org.obzvon.jooq.Tables.ALERT_MAIL;
import static org.obzvon.jooq.Tables.ALERT_SIGHTING;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.obzvon.alert.Alert;
import org.obzvon.alert.Alert.Kind;
import org.obzvon.alert.AlertBook;
import org.obzvon.register.IdGenerator;

/// Stores alerts as rows. One process at a time changes them; a look that finds nothing new changes and locks nothing.
public final class JooqAlertBook implements AlertBook {
  private static final String LOCK = "alert";
  private static final Duration SEEN_AGAIN = Duration.ofSeconds(30);
  /// A process that has not reported for this time has stopped or hangs.
  static final Duration SILENT = Duration.ofMinutes(3);

  private final DSLContext db;

  public JooqAlertBook(DSLContext db) {
    this.db = db;
  }

  private record Sighting(UUID alert, Alert.Key key, String node, Instant seenAt) {}

  @Override
  public void report(Look look) {
    if (changes(db, look)) {
      db.transaction(
          () -> {
            lock(db);
            apply(db, look);
          });
    }
  }

  private static boolean changes(DSLContext db, Look look) {
    List<Sighting> sightings = sightings(db);
    Set<Alert.Key> own = sightings.stream()
        .filter(one -> one.node().equals(look.node()) && one.seenAt().plus(SEEN_AGAIN).isAfter(look.at()))
        .map(Sighting::key)
        .collect(Collectors.toSet());
    return look.standing().stream().anyMatch(alert -> !own.contains(alert.key()))
        || sightings.stream().anyMatch(one -> isOver(one, look) || one.seenAt().plus(SEEN_AGAIN).isBefore(look.at()));
  }

  private static boolean isOver(Sighting sighting, Look look) {
    return sighting.node().equals(look.node())
        && look.ending()
        && !look.uncertain().contains(sighting.key())
        && look.standing().stream().noneMatch(alert -> alert.key().equals(sighting.key()));
  }

  private static List<Sighting> sightings(DSLContext db) {
    return db.select(ALERT.ID, ALERT.KIND, ALERT.SUBJECT, ALERT_SIGHTING.NODE, ALERT_SIGHTING.SEEN_AT)
        .from(ALERT)
        .join(ALERT_SIGHTING).on(ALERT_SIGHTING.ALERT_ID.eq(ALERT.ID))
        .where(ALERT.ENDED_AT.isNull())
        .fetch(
            row -> new Sighting(
                row.get(ALERT.ID), new Alert.Key(Kind.valueOf(row.get(ALERT.KIND)), row.get(ALERT.SUBJECT)),
                row.get(ALERT_SIGHTING.NODE), row.get(ALERT_SIGHTING.SEEN_AT)));
  }

  private static void lock(DSLContext tx) {
    tx.execute("select pg_advisory_xact_lock(hashtext({0}))", inline(LOCK));
  }

  private static void apply(DSLContext tx, Look look) {
    look.standing().forEach(alert -> see(tx, alert, look));
    List<Sighting> sightings = sightings(tx);
    for (Sighting sighting : sightings) {
      if (isOver(sighting, look)) {
        forget(tx, sighting);
      } else if (sighting.node().equals(look.node())) {
        tx.update(ALERT_SIGHTING)
            .set(ALERT_SIGHTING.SEEN_AT, look.at())
            .where(ALERT_SIGHTING.ALERT_ID.eq(sighting.alert()), ALERT_SIGHTING.NODE.eq(look.node()))
            .execute();
      }
    }
    Condition unseen = notExists(selectOne().from(ALERT_SIGHTING).where(ALERT_SIGHTING.ALERT_ID.eq(ALERT.ID)));
    end(tx, unseen, false, look.at());
    sightings.stream()
        .filter(one -> !one.node().equals(look.node()) && one.seenAt().plus(SILENT).isBefore(look.at()))
        .forEach(one -> forget(tx, one));
    end(tx, unseen, true, look.at());
  }

  private static void forget(DSLContext tx, Sighting sighting) {
    tx.deleteFrom(ALERT_SIGHTING)
        .where(ALERT_SIGHTING.ALERT_ID.eq(sighting.alert()), ALERT_SIGHTING.NODE.eq(sighting.node()))
        .execute();
  }

  private static void end(DSLContext tx, Condition which, boolean unseen, Instant at) {
    tx.update(ALERT)
        .set(ALERT.ENDED_AT, at)
        .set(ALERT.UNSEEN, unseen)
        .where(ALERT.ENDED_AT.isNull(), which)
        .execute();
  }

  private static void see(DSLContext tx, Alert alert, Look look) {
    UUID id = tx.select(ALERT.ID)
        .from(ALERT)
        .where(ALERT.KIND.eq(alert.kind().name()), ALERT.SUBJECT.eq(alert.subject()), ALERT.ENDED_AT.isNull())
        .fetchOptional(ALERT.ID)
        .orElseGet(() -> raise(tx, alert, look));
    tx.insertInto(ALERT_SIGHTING)
        .set(ALERT_SIGHTING.ALERT_ID, id)
        .set(ALERT_SIGHTING.NODE, look.node())
        .set(ALERT_SIGHTING.SEEN_AT, look.at())
        .onConflictDoNothing()
        .execute();
  }

  private static UUID raise(DSLContext tx, Alert alert, Look look) {
    UUID id = IdGenerator.next();
    tx.insertInto(ALERT)
        .set(ALERT.ID, id)
        .set(ALERT.KIND, alert.kind().name())
        .set(ALERT.SUBJECT, alert.subject())
        .set(ALERT.DETAIL, alert.detail())
        .set(ALERT.SINCE, alert.since())
        .set(ALERT.RAISED_AT, look.at())
        .execute();
    return id;
  }

  @Override
  public int gather(Gathering gathering) {
    Set<Kind> due = due(db, gathering);
    if (due.isEmpty()) {
      return 0;
    }
    return db.transactionResult(
        () -> {
          lock(db);
          Set<Kind> still = due(db, gathering);
          still.forEach(kind -> make(db, kind, gathering));
          return still.size();
        });
  }

  /// Returns the condition for unreported alerts, in the form of their index.
  private static Condition untold() {
    return ALERT.TOLD_BY.isNull().or(ALERT.ENDED_AT.isNotNull().and(ALERT.END_TOLD_BY.isNull()));
  }

  private static Set<Kind> due(DSLContext db, Gathering gathering) {
    Set<String> kinds = gathering.kinds().stream().map(Enum::name).collect(Collectors.toSet());
    Set<String> untold = new HashSet<>(db.selectDistinct(ALERT.KIND).from(ALERT).where(untold()).fetch(ALERT.KIND));
    untold.retainAll(kinds);
    if (untold.isEmpty()) {
      return Set.of();
    }
    Map<String, Instant> last = db.select(ALERT_MAIL.KIND, max(ALERT_MAIL.MADE_AT))
        .from(ALERT_MAIL)
        .where(ALERT_MAIL.KIND.in(untold))
        .groupBy(ALERT_MAIL.KIND)
        .fetchMap(ALERT_MAIL.KIND, max(ALERT_MAIL.MADE_AT));
    return untold.stream()
        .filter(kind -> !last.containsKey(kind) || !last.get(kind).isAfter(gathering.madeBefore()))
        .map(Kind::valueOf)
        .collect(Collectors.toSet());
  }

  private static void make(DSLContext tx, Kind kind, Gathering gathering) {
    UUID id = IdGenerator.next();
    tx.insertInto(ALERT_MAIL)
        .set(ALERT_MAIL.ID, id)
        .set(ALERT_MAIL.KIND, kind.name())
        .set(ALERT_MAIL.MADE_AT, gathering.at())
        .set(ALERT_MAIL.DUE_AT, gathering.at())
        .set(ALERT_MAIL.TO_LEFT, gathering.to().toArray(String[]::new))
        .execute();
    tx.update(ALERT)
        .set(ALERT.END_TOLD_BY, id)
        .where(ALERT.KIND.eq(kind.name()), untold(), ALERT.ENDED_AT.isNotNull())
        .execute();
    tx.update(ALERT).set(ALERT.TOLD_BY, id).where(ALERT.KIND.eq(kind.name()), ALERT.TOLD_BY.isNull()).execute();
  }

  @Override
  public void forget(Instant endedBefore) {
    db.deleteFrom(ALERT).where(ALERT.ENDED_AT.lt(endedBefore)).execute();
    db.deleteFrom(ALERT_MAIL)
        .where(ALERT_MAIL.ENDED_AT.lt(endedBefore))
        .andNot(exists(selectOne().from(ALERT).where(ALERT.TOLD_BY.eq(ALERT_MAIL.ID))))
        .execute();
  }
}
