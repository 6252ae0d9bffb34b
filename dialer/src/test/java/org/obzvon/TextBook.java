package org.obzvon;

import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.SMS_MESSAGE;
import static org.obzvon.jooq.Tables.SMS_PART;

import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

/// What the product's book says of messages, for comparison with a centre's.
record TextBook(DSLContext db) {

  /// Segments by the digits of the number; a number with two such messages is an error.
  Map<String, Integer> ended(String fate) {
    return db.select(SMS_MESSAGE.PHONE, SMS_MESSAGE.SEGMENTS)
        .from(SMS_MESSAGE)
        .where(SMS_MESSAGE.STATE.eq("ENDED").and(SMS_MESSAGE.FATE.eq(fate)))
        .fetchMap(row -> row.value1().substring(1), row -> row.value2());
  }

  int confirmedSegments() {
    return db.fetchCount(SMS_PART, SMS_PART.FATE.eq("DELIVERED"));
  }

  int contactsWith(String outcome) {
    return db.select(DSL.countDistinct(ATTEMPT.CONTACT_ID)).from(ATTEMPT).where(ATTEMPT.OUTCOME.eq(outcome)).fetchSingle()
        .value1();
  }

  /// All messages by state.
  Map<String, Integer> messages() {
    return db.select(SMS_MESSAGE.STATE).from(SMS_MESSAGE).fetch(SMS_MESSAGE.STATE).stream()
        .collect(Collectors.toMap(state -> state, _ -> 1, Integer::sum));
  }

  /// Closed attempts by outcome and detail, and `OPEN`.
  Map<String, Integer> outcomes() {
    return db.select(ATTEMPT.OUTCOME, ATTEMPT.DETAIL).from(ATTEMPT).fetch(TextBook::outcome).stream()
        .collect(Collectors.toMap(words -> words, _ -> 1, Integer::sum));
  }

  private static String outcome(Record row) {
    String outcome = row.get(ATTEMPT.OUTCOME);
    String detail = row.get(ATTEMPT.DETAIL);
    return outcome == null ? "OPEN" : detail == null ? outcome : outcome + " " + detail;
  }
}
