package org.obzvon;

import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.SMS_MESSAGE;
import static org.obzvon.jooq.Tables.SMS_PART;

import java.util.Map;
import org.jooq.DSLContext;
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
}
