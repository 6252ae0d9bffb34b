package org.obzvon;

import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CONTACT;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

/// What the product's own ledger says, read as it is stored.
record LedgerBook(DSLContext db) {

  /// @param outcome empty while the attempt is open
  /// @param detail empty where the outcome has none
  record Entry(
      UUID attempt, String account, String phone, String node, String line, Optional<String> outcome, String detail,
      String reason, Optional<Integer> cause, Times times) {

    /// What the ledger says in words, such as `NOT_REACHED BUSY`.
    String said() {
      return (outcome.orElseThrow() + " " + detail + " " + reason).strip();
    }

    boolean isLost() {
      return outcome.orElseThrow().equals("LOST");
    }

    Optional<Duration> talk() {
      return times.answered().map(at -> Duration.between(at, times.ended().orElseThrow()));
    }
  }

  record Times(Instant written, Optional<Instant> answered, Optional<Instant> ended) {}

  List<Entry> entries() {
    return db.select(ATTEMPT.fields())
        .select(ACCOUNT.NUMBER.as("account_number"))
        .from(ATTEMPT)
        .join(ACCOUNT)
        .on(ACCOUNT.ID.eq(ATTEMPT.ACCOUNT_ID))
        .orderBy(ATTEMPT.WRITTEN_AT, ATTEMPT.ID)
        .fetch(LedgerBook::entry);
  }

  private static Entry entry(Record row) {
    return new Entry(
        row.get(ATTEMPT.ID),
        row.get("account_number", String.class),
        row.get(ATTEMPT.PHONE),
        row.get(ATTEMPT.NODE),
        row.get(ATTEMPT.LINE),
        Optional.ofNullable(row.get(ATTEMPT.OUTCOME)),
        Optional.ofNullable(row.get(ATTEMPT.DETAIL)).orElse(""),
        Optional.ofNullable(row.get(ATTEMPT.REASON)).orElse(""),
        Optional.ofNullable(row.get(ATTEMPT.HANGUP_CAUSE)),
        new Times(
            row.get(ATTEMPT.WRITTEN_AT), Optional.ofNullable(row.get(ATTEMPT.ANSWERED_AT)),
            Optional.ofNullable(row.get(ATTEMPT.ENDED_AT))));
  }

  /// How many contacts are in each state.
  Map<String, Integer> contacts() {
    return db.select(CONTACT.STATE).from(CONTACT).fetch(CONTACT.STATE).stream()
        .collect(Collectors.toMap(state -> state, _ -> 1, Integer::sum));
  }

  Set<UUID> openAttempts() {
    return Set.copyOf(db.select(ATTEMPT.ID).from(ATTEMPT).where(ATTEMPT.CLOSED_AT.isNull()).fetch(ATTEMPT.ID));
  }

  /// Attempts that were closed in a span, by outcome and detail.
  Map<String, Integer> closedBetween(Instant from, Instant until) {
    return db.select(ATTEMPT.OUTCOME, ATTEMPT.DETAIL)
        .from(ATTEMPT)
        .where(ATTEMPT.CLOSED_AT.ge(from))
        .and(ATTEMPT.CLOSED_AT.lt(until))
        .fetch(row -> row.get(ATTEMPT.OUTCOME) + " " + row.get(ATTEMPT.DETAIL))
        .stream()
        .collect(Collectors.toMap(words -> words, _ -> 1, Integer::sum));
  }

  /// Where the time of the calls closed in a span went, each in milliseconds on average.
  String waits(Instant from, Instant until) {
    return db.fetchSingle(
            """
            select format('written to answered %s, answered to ended %s, ended to stored %s',
              round(avg(extract(epoch from answered_at - written_at)) * 1000),
              round(avg(extract(epoch from ended_at - answered_at)) * 1000),
              round(avg(extract(epoch from closed_at - ended_at)) * 1000)) as words
            from attempt where closed_at >= ? and closed_at < ?
            """,
            Timestamp.from(from), Timestamp.from(until))
        .get("words", String.class);
  }

  /// Nothing waits, nothing runs.
  boolean isOver() {
    return contacts().keySet().stream().noneMatch(Set.of("QUEUED", "LEASED", "IN_PROGRESS")::contains)
        && openAttempts().isEmpty();
  }

  /// The most attempts that ran at one instant, by what the ledger says of their times.
  int mostAtOnce() {
    List<Entry> entries = entries();
    return entries.stream()
        .map(one -> one.times().written())
        .mapToInt(
            at ->
                (int) entries.stream()
                    .filter(other -> !other.times().written().isAfter(at))
                    .filter(other -> other.times().ended().orElseThrow().isAfter(at))
                    .count())
        .max()
        .orElse(0);
  }

  /// How many numbers have an attempt that is over.
  int phonesTried() {
    return db.fetchSingle(DSL.select(DSL.countDistinct(ATTEMPT.PHONE)).from(ATTEMPT).where(ATTEMPT.CLOSED_AT.isNotNull()))
        .value1();
  }

  int closedAttempts() {
    return db.fetchCount(ATTEMPT, ATTEMPT.CLOSED_AT.isNotNull());
  }
}
