package org.obzvon.staff.jooq;

import static org.obzvon.jooq.Tables.AUDIT_ENTRY;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.ConnectionProvider;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.TransactionProvider;
import org.jooq.impl.DSL;
import org.jooq.tools.json.JSONObject;
import org.jooq.tools.json.JSONParser;
import org.jooq.tools.json.ParseException;
import org.obzvon.staff.Actor;
import org.obzvon.staff.AuditLog;

/// The audit log in PostgreSQL, which refuses to change it.
///
/// A command and its entry are one transaction when both work on the same store that [#joining] gave.
public final class JooqAuditLog implements AuditLog {
  private final DSLContext db;
  private final InstantSource clock;

  public JooqAuditLog(DSLContext db, InstantSource clock) {
    this.db = db;
    this.clock = clock;
  }

  /// The store as the log and everything that commands change must be given it.
  public static DSLContext joining(DSLContext db) {
    OneTransaction one = new OneTransaction(db.configuration().connectionProvider());
    return DSL.using(db.configuration().derive((ConnectionProvider) one).derive((TransactionProvider) one));
  }

  @Override
  public <T> T asOne(Supplier<T> command) {
    if (!(db.configuration().transactionProvider() instanceof OneTransaction)) {
      throw new IllegalStateException("this log was not made on a joining store");
    }
    return db.transactionResult(_ -> command.get());
  }

  @Override
  public void note(Actor actor, Deed deed) {
    db.insertInto(AUDIT_ENTRY)
        .set(AUDIT_ENTRY.AT, clock.instant())
        .set(AUDIT_ENTRY.ACTOR, actor.name())
        .set(AUDIT_ENTRY.USER_ID, actor.user().orElse(null))
        .set(AUDIT_ENTRY.KEY_ID, actor.key().orElse(null))
        .set(AUDIT_ENTRY.ACTION, deed.action())
        .set(AUDIT_ENTRY.SUBJECT, deed.subject())
        .set(AUDIT_ENTRY.BEFORE, json(deed.before()))
        .set(AUDIT_ENTRY.AFTER, json(deed.after()))
        .execute();
  }

  private static JSONB json(Map<String, String> words) {
    return words.isEmpty() ? null : JSONB.valueOf(JSONObject.toJSONString(new TreeMap<>(words)).replace("\\u0000", ""));
  }

  @Override
  public List<Entry> page(Filter filter, Optional<Long> before) {
    return db.selectFrom(AUDIT_ENTRY)
        .where(
            holds(AUDIT_ENTRY.ACTOR, filter.actor()),
            holds(AUDIT_ENTRY.ACTION, filter.action()),
            holds(AUDIT_ENTRY.SUBJECT, filter.subject()),
            filter.when()
                .map(span -> AUDIT_ENTRY.AT.ge(span.from()).and(AUDIT_ENTRY.AT.lt(span.until())))
                .orElse(DSL.noCondition()),
            before.map(AUDIT_ENTRY.ID::lt).orElse(DSL.noCondition()))
        .orderBy(AUDIT_ENTRY.ID.desc())
        .limit(PAGE)
        .fetch(JooqAuditLog::entry);
  }

  private static Condition holds(Field<String> field, String part) {
    return part.isEmpty() ? DSL.noCondition() : field.containsIgnoreCase(part);
  }

  private static Entry entry(Record row) {
    return new Entry(
        row.get(AUDIT_ENTRY.ID), row.get(AUDIT_ENTRY.AT), row.get(AUDIT_ENTRY.ACTOR), row.get(AUDIT_ENTRY.ACTION),
        row.get(AUDIT_ENTRY.SUBJECT),
        new Change(words(row.get(AUDIT_ENTRY.BEFORE)), words(row.get(AUDIT_ENTRY.AFTER))));
  }

  private static Map<String, String> words(JSONB json) {
    if (json == null) {
      return Map.of();
    }
    try {
      Map<?, ?> words = (Map<?, ?>) new JSONParser().parse(json.data());
      return words.entrySet().stream()
          .collect(Collectors.toMap(word -> String.valueOf(word.getKey()), word -> String.valueOf(word.getValue())));
    } catch (ParseException e) {
      throw new IllegalStateException("no change: " + json.data(), e);
    }
  }
}
