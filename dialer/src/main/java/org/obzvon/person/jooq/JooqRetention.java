package org.obzvon.person.jooq;

import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ACCOUNT_PHONE;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.DECISION;
import static org.obzvon.jooq.Tables.DESK_RECORDING;
import static org.obzvon.jooq.Tables.RETENTION_COUNT;
import static org.obzvon.jooq.Tables.RETENTION_RUN;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.obzvon.person.PersonalColumn.Erased;
import org.obzvon.person.PersonalColumn.Kind;
import org.obzvon.person.PersonalDataCatalogue;
import org.obzvon.person.PersonalTable;
import org.obzvon.person.Retention;
import org.obzvon.person.RetentionTerms;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Phone;

/// Retention in PostgreSQL. Each table is scanned once by its key, one page per transaction, so that no statement holds
/// many rows and none reads a whole table.
public final class JooqRetention implements Retention {
  /// A literal in the statements, so that they are planned for a page whatever the size of the table.
  private static final int PAGE = 200;
  private static final String RECORDING = "RECORDING";

  private final DSLContext store;
  private final InstantSource clock;

  public JooqRetention(DSLContext store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public List<Removed> preview(RetentionTerms terms) {
    List<Removed> removed = new ArrayList<>();
    work(terms, true, removed::add);
    return removed;
  }

  @Override
  public Run run(RetentionTerms terms, String by) {
    Instant began = clock.instant();
    UUID id = IdGenerator.next();
    store.insertInto(RETENTION_RUN)
        .set(RETENTION_RUN.ID, id).set(RETENTION_RUN.BEGAN_AT, began).set(RETENTION_RUN.BY_WHOM, by).execute();
    List<Removed> removed = new ArrayList<>();
    work(
        terms, false,
        one -> {
          removed.add(one);
          store.insertInto(RETENTION_COUNT).values(id, one.kind(), one.place(), one.count()).execute();
        });
    Instant ended = clock.instant();
    store.update(RETENTION_RUN).set(RETENTION_RUN.ENDED_AT, ended).where(RETENTION_RUN.ID.eq(id)).execute();
    return new Run(id, began, Optional.of(ended), by, removed);
  }

  private interface Told {
    void of(Removed removed);
  }

  private void work(RetentionTerms terms, boolean dry, Told told) {
    Instant now = clock.instant();
    Map<Kind, LocalDate> until = terms.until(LocalDate.ofInstant(now, ZoneOffset.UTC));
    until.forEach((kind, day) -> {
      Instant before = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      switch (kind) {
        case TEXT, DECISION -> PersonalDataCatalogue.TABLES.forEach(table -> {
          if (table.dated().isPresent() && holds(table, kind)) {
            tell(told, kind.name(), table.name(), rows(table, kind, before, dry));
          }
        });
        case NAME -> tell(told, kind.name(), ACCOUNT.getName(), accounts(kind, day, dry));
        case PHONE -> tell(told, kind.name(), ACCOUNT.getName(), accounts(kind, day, dry));
        case IDENTIFIER, AUDIT -> throw new IllegalStateException("there is no term for " + kind);
      }
    });
    tell(told, RECORDING, DESK_RECORDING.getName(), recordings(now, dry));
  }

  private static void tell(Told told, String kind, String place, long count) {
    if (count > 0) {
      told.of(new Removed(kind, place, count));
    }
  }

  private static boolean holds(PersonalTable table, Kind kind) {
    return table.columns().values().stream().anyMatch(one -> one.kind() == kind && one.erased() != Erased.STAYS);
  }

  // --- by the age of the row

  private long rows(PersonalTable table, Kind kind, Instant before, boolean dry) {
    Table<?> rows = JooqErasure.of(table);
    Field<?> key = rows.getPrimaryKey().getFields().getFirst();
    Field<Instant> dated = rows.field(table.dated().orElseThrow(), Instant.class);
    Map<Field<?>, Object> values = new LinkedHashMap<>();
    table.columns().forEach((column, personal) -> {
      if (personal.kind() == kind && personal.erased() != Erased.STAYS) {
        values.put(rows.field(column), JooqErasure.plain(personal.erased()));
      }
    });
    boolean goes = table.name().equals(DECISION.getName());
    Condition left = DSL.or(values.entrySet().stream().map(one -> still(one.getKey(), one.getValue())).toList());
    Condition old = dated.lt(before).and(goes ? left.or(DSL.not(JooqErasure.COUNTED)) : left);
    return pages(
        rows, key, old,
        page -> {
          if (dry) {
            return page.size();
          }
          return store.transactionResult(
              () -> {
                store.fetch("select set_config('obzvon.erasing', 'on', true)");
                Condition these = in(key, page);
                int deleted = goes ? store.deleteFrom(rows).where(these, DSL.not(JooqErasure.COUNTED)).execute() : 0;
                int emptied = store.update(rows).set(values).where(these).execute();
                store.fetch("select set_config('obzvon.erasing', 'off', true)");
                return deleted + emptied;
              });
        });
  }

  @SuppressWarnings("unchecked")
  private static Condition still(Field<?> column, Object emptied) {
    return ((Field<Object>) column).isDistinctFrom(DSL.val(emptied, (Field<Object>) column));
  }

  /// Scans a table by its key and passes on the rows found on each page.
  private long pages(Table<?> rows, Field<?> key, Condition found, ToLongFunction<List<Object>> work) {
    long count = 0;
    Optional<Object> last = Optional.empty();
    Field<Boolean> hit = DSL.field(found).as("hit");
    while (true) {
      Result<? extends Record> page = store.select(key, hit).from(rows)
          .where(last.map(one -> after(key, one)).orElse(DSL.noCondition()))
          .orderBy(key).limit(DSL.inline(PAGE)).fetch();
      List<Object> hits = new ArrayList<>();
      page.forEach(row -> {
        if (Boolean.TRUE.equals(row.get(hit))) {
          hits.add(row.get(key));
        }
      });
      count += hits.isEmpty() ? 0 : work.applyAsLong(hits);
      if (page.size() < PAGE) {
        return count;
      }
      last = Optional.of(page.getLast().get(key));
    }
  }

  @SuppressWarnings("unchecked")
  private static Condition after(Field<?> key, Object last) {
    return ((Field<Object>) key).gt(last);
  }

  @SuppressWarnings("unchecked")
  private static Condition in(Field<?> key, List<Object> page) {
    return ((Field<Object>) key).in(page);
  }

  // --- by the day on which the account left the register

  private long accounts(Kind kind, LocalDate until, boolean dry) {
    Condition left = ACCOUNT.LEFT_REGISTER_ON.le(until).andNot(ACCOUNT.ERASED);
    return pages(
        ACCOUNT, ACCOUNT.ID, kind == Kind.NAME ? left.and(ACCOUNT.NAME.ne("").or(ACCOUNT.ADDRESS.ne(""))) : left,
        page -> {
          UUID[] ids = page.stream().map(UUID.class::cast).toArray(UUID[]::new);
          SortedMap<String, UUID> accounts = new TreeMap<>(
              store.select(ACCOUNT.NUMBER, ACCOUNT.ID).from(ACCOUNT).where(ACCOUNT.ID.eq(DSL.any(ids)))
                  .fetchMap(ACCOUNT.NUMBER, ACCOUNT.ID));
          if (kind == Kind.PHONE) {
            accounts.values().retainAll(withTelephone(ids));
          }
          accounts.values().removeAll(
              store.select(CONTACT.ACCOUNT_ID).from(CONTACT)
                  .where(CONTACT.ACCOUNT_ID.eq(DSL.any(ids)), CONTACT.STATE.in("QUEUED", "LEASED", "IN_PROGRESS"))
                  .fetchSet(CONTACT.ACCOUNT_ID));
          if (!dry && !accounts.isEmpty()) {
            new JooqErasure(store, clock).remove(new JooqPersons(store).together(accounts), kind);
          }
          return accounts.size();
        });
  }

  private Set<UUID> withTelephone(UUID[] ids) {
    String erased = Phone.NO_COUNTRY + "%";
    return store.select(ACCOUNT_PHONE.ACCOUNT_ID).from(ACCOUNT_PHONE)
        .where(ACCOUNT_PHONE.ACCOUNT_ID.eq(DSL.any(ids)), ACCOUNT_PHONE.E164.notLike(erased))
        .union(
            DSL.select(ATTEMPT.ACCOUNT_ID).from(ATTEMPT)
                .where(ATTEMPT.ACCOUNT_ID.eq(DSL.any(ids)), ATTEMPT.PHONE.notLike(erased)))
        .fetchSet(ACCOUNT_PHONE.ACCOUNT_ID);
  }

  // --- by the term that the desk stored with each

  private long recordings(Instant now, boolean dry) {
    return pages(
        DESK_RECORDING, DESK_RECORDING.CONVERSATION_ID, DESK_RECORDING.KEEP_UNTIL.lt(now),
        page -> dry
            ? page.size()
            : store.deleteFrom(DESK_RECORDING)
                .where(in(DESK_RECORDING.CONVERSATION_ID, page), DESK_RECORDING.KEEP_UNTIL.lt(now)).execute());
  }

  @Override
  public List<Run> runs() {
    return store.selectFrom(RETENTION_RUN).orderBy(RETENTION_RUN.BEGAN_AT.desc()).limit(MOST_RUNS)
        .fetch(row -> new Run(
            row.getId(), row.getBeganAt(), Optional.ofNullable(row.getEndedAt()), row.getByWhom(),
            store.selectFrom(RETENTION_COUNT).where(RETENTION_COUNT.RUN_ID.eq(row.getId()))
                .orderBy(RETENTION_COUNT.KIND, RETENTION_COUNT.PLACE)
                .fetch(one -> new Removed(one.getKind(), one.getPlace(), one.getRemoved()))));
  }

  @Override
  public Instant lastDone() {
    return newest().or(this::installed).orElseGet(clock::instant);
  }

  /// Returns when the tables were created: retention is due for the first time a while after that.
  private Optional<Instant> installed() {
    return store
        .fetchOptional("select installed_on::timestamptz from flyway_schema_history where version = '1' and success")
        .map(row -> row.get(0, Instant.class));
  }

  private Optional<Instant> newest() {
    return store.select(RETENTION_RUN.BEGAN_AT).from(RETENTION_RUN).where(RETENTION_RUN.ENDED_AT.isNotNull())
        .orderBy(RETENTION_RUN.BEGAN_AT.desc()).limit(1).fetchOptional(RETENTION_RUN.BEGAN_AT);
  }
}
