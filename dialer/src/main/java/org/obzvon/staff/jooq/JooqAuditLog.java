package org.obzvon.staff.jooq;

import static org.obzvon.jooq.Tables.AUDIT_ENTRY;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.ThreadLocalTransactionProvider;
import org.obzvon.document.SafeText;
import org.obzvon.staff.Actor;
import org.obzvon.staff.AuditLog;

/// The audit log in PostgreSQL, which refuses to change it.
///
/// A command and its entry are one transaction when both work on the same context, whose transactions belong to the
/// thread.
public final class JooqAuditLog implements AuditLog {
  private static final JsonMapper JSON = new JsonMapper();
  private final DSLContext db;
  private final InstantSource clock;

  public JooqAuditLog(DSLContext db, InstantSource clock) {
    this.db = db;
    this.clock = clock;
  }

  @Override
  public <T> T asOne(Supplier<T> command) {
    if (!(db.configuration().transactionProvider() instanceof ThreadLocalTransactionProvider)) {
      throw new IllegalStateException("the transactions of this context do not include what others do on the thread");
    }
    return db.transactionResult(() -> command.get());
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
    if (words.isEmpty()) {
      return null;
    }
    Map<String, String> storable = new TreeMap<>(words);
    storable.replaceAll((_, word) -> SafeText.storable(word));
    try {
      return JSONB.valueOf(JSON.writeValueAsString(storable));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
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
      Map<?, ?> words = JSON.readValue(json.data(), Map.class);
      return words.entrySet().stream()
          .collect(Collectors.toMap(word -> String.valueOf(word.getKey()), word -> String.valueOf(word.getValue())));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no change: " + json.data(), e);
    }
  }
}
