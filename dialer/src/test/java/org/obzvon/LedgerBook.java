package org.obzvon;

import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CONTACT;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;

/// What the product's own ledger says, read as it is stored.
record LedgerBook(DSLContext db) {

  /// @param outcome empty while the attempt is open
  /// @param detail empty where the outcome has none
  record Entry(
      UUID attempt, String account, String phone, String node, String line, Optional<String> outcome, String detail,
      String reason, Optional<Integer> cause, Optional<Instant> answered, Optional<Instant> ended) {

    Optional<Duration> talk() {
      return answered.map(at -> Duration.between(at, ended.orElseThrow()));
    }
  }

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
        Optional.ofNullable(row.get(ATTEMPT.ANSWERED_AT)),
        Optional.ofNullable(row.get(ATTEMPT.ENDED_AT)));
  }

  /// How many contacts are in each state.
  Map<String, Integer> contacts() {
    return db.select(CONTACT.STATE).from(CONTACT).fetch(CONTACT.STATE).stream()
        .collect(Collectors.toMap(state -> state, _ -> 1, Integer::sum));
  }

  int openAttempts() {
    return db.fetchCount(ATTEMPT, ATTEMPT.CLOSED_AT.isNull());
  }

  int closedAttempts() {
    return db.fetchCount(ATTEMPT, ATTEMPT.CLOSED_AT.isNotNull());
  }
}
