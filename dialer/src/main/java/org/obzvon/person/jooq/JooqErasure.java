package org.obzvon.person.jooq;

import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ACCOUNT_PHONE;
import static org.obzvon.jooq.Tables.API_ANSWER;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.DECISION;
import static org.obzvon.jooq.Tables.HOUSEHOLD;
import static org.obzvon.jooq.Tables.SMS_MESSAGE;
import static org.obzvon.jooq.Tables.SUPPRESSION;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.obzvon.document.BadInput;
import org.obzvon.jooq.DefaultSchema;
import org.obzvon.person.ErasedPhonePlaceholder;
import org.obzvon.person.Erasure;
import org.obzvon.person.Person;
import org.obzvon.person.PersonalColumn.Erased;
import org.obzvon.person.PersonalColumn.Kind;
import org.obzvon.person.PersonalColumn;
import org.obzvon.person.PersonalDataCatalogue;
import org.obzvon.person.PersonalTable.Rows;
import org.obzvon.person.PersonalTable.To;
import org.obzvon.person.PersonalTable;
import org.obzvon.register.jooq.BalanceLock;
import org.obzvon.register.jooq.SnapshotRows;

/// Erases in PostgreSQL, table by table as [PersonalDataCatalogue] lists them.
public final class JooqErasure implements Erasure {
  private static final List<String> CALLS = List.of("ROBOT", "OPERATOR");
  private static final List<String> OPEN = List.of("QUEUED", "LEASED", "IN_PROGRESS");
  private static final List<String> BEING_PLACED = List.of("LEASED", "IN_PROGRESS");

  /// Matches the decisions that stay: the comparison counts attempts without an allowing decision, and needs no other
  /// decisions.
  static final Condition COUNTED = DECISION.MOMENT.eq("PLACE").and(DECISION.VERDICT.eq("ALLOWED"))
      .and(DECISION.CONTACT_ID.isNotNull());

  private final DSLContext store;
  private final InstantSource clock;

  public JooqErasure(DSLContext store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public Counts preview(Person person) {
    return store.transactionResult(() -> new Erasing(store, person, clock.instant()).counts());
  }

  /// Erases after an import of a register that is under way: the import has found the person's accounts already and would
  /// store their data again.
  @Override
  public Counts erase(Person person) {
    return store.transactionResult(
        () -> {
          BalanceLock.hold(store);
          refuseWhatIsUnderWay(store, person);
          Erasing erasing = new Erasing(store, person, clock.instant());
          Counts counts = erasing.counts();
          erasing.run();
          return counts;
        });
  }

  /// Removes one kind of data about the person, and leaves the rest.
  ///
  /// @param kind names or telephones
  void remove(Person person, Kind kind) {
    store.transaction(() -> new Erasing(store, person, clock.instant()).run(kind));
  }

  /// Locks the contacts that wait for the person, so that none is placed during the erase.
  private static void refuseWhatIsUnderWay(DSLContext tx, Person person) {
    Condition his = CONTACT.ACCOUNT_ID.eq(PersonKeys.any(person.accounts().values()));
    var open = tx.select(CONTACT.ID, CONTACT.CHANNEL, CONTACT.STATE).from(CONTACT)
        .where(his, CONTACT.STATE.in(OPEN)).orderBy(CONTACT.ID).forUpdate().fetch();
    boolean placing = open.stream().anyMatch(
        row -> BEING_PLACED.contains(row.value3())
            && (CALLS.contains(row.value2()) || row.value3().equals("LEASED")));
    boolean calling = tx.fetchExists(
        ATTEMPT, ATTEMPT.ACCOUNT_ID.eq(PersonKeys.any(person.accounts().values())), ATTEMPT.CLOSED_AT.isNull(),
        ATTEMPT.CHANNEL.in(CALLS));
    boolean handing = tx.fetchExists(
        SMS_MESSAGE, SMS_MESSAGE.ACCOUNT_ID.eq(PersonKeys.any(person.accounts().values())),
        SMS_MESSAGE.STATE.eq("SUBMITTING"));
    if (placing || calling || handing) {
      throw BadInput.of(
          "person", (handing ? "a text message to " : "a call to ") + person.asked()
              + " is under way; nothing was erased. Wait until it has ended and erase again");
    }
  }

  /// One erase.
  private static final class Erasing {
    private final DSLContext tx;
    private final Person person;
    private final PersonKeys keys;
    private final Set<UUID> recorded;
    private final SuppressionsAfterErasure stops;

    Erasing(DSLContext tx, Person person, Instant now) {
      this.tx = tx;
      this.person = person;
      this.keys = new PersonKeys(tx, person.accounts(), own());
      this.recorded = keys.recordedAttempts();
      this.stops = new SuppressionsAfterErasure(tx, person, now);
    }

    private Set<String> own() {
      return person.ownPhones().stream().map(phone -> phone.e164()).collect(Collectors.toSet());
    }

    Counts counts() {
      Map<String, Count> tables = new LinkedHashMap<>();
      for (PersonalTable table : PersonalDataCatalogue.TABLES) {
        if (table.rows() != Rows.UNTOUCHED) {
          int all = tx.fetchCount(of(table), which(table));
          int deleted = table.rows() == Rows.DELETED ? all : deletedOf(table);
          int emptied = table.columns().isEmpty() ? 0 : all - deleted;
          if (deleted + emptied > 0) {
            tables.put(table.name(), new Count(deleted, emptied));
          }
        }
      }
      int waiting = tx.fetchCount(CONTACT, CONTACT.ACCOUNT_ID.eq(PersonKeys.any(accounts())), CONTACT.STATE.in(OPEN));
      return new Counts(tables, waiting, stops.count(), recorded);
    }

    private int deletedOf(PersonalTable table) {
      return table.name().equals(DECISION.getName()) ? tx.fetchCount(DECISION, which(table), DSL.not(COUNTED)) : 0;
    }

    /// Returns the person's rows that may be removed. Delivery reports of messages in progress must still find their
    /// rows; a household's key belongs to its other accounts too.
    private Condition which(PersonalTable table) {
      Condition rows = keys.rows(table);
      return switch (table.name()) {
        case "sms_part" ->
            rows.and(
                DSL.field(DSL.name("message_id"), UUID.class)
                    .in(DSL.select(SMS_MESSAGE.ID).from(SMS_MESSAGE).where(SMS_MESSAGE.STATE.in("ENDED", "DECLINED"))
                        .and(SMS_MESSAGE.ID.eq(PersonKeys.any(keys.of(To.MESSAGE))))));
        case "household" ->
            rows.andNotExists(
                DSL.selectOne().from(ACCOUNT).where(ACCOUNT.HOUSEHOLD_ID.eq(HOUSEHOLD.ID),
                    DSL.not(DSL.condition(ACCOUNT.ERASED)))
                    .and(ACCOUNT.ID.ne(DSL.all(accounts().toArray(UUID[]::new)))));
        default -> rows;
      };
    }

    private Collection<UUID> accounts() {
      return person.accounts().values();
    }

    void run() {
      tx.fetch("select set_config('obzvon.erasing', 'on', true)");
      callOff();
      stops.keepByAccount();
      forgetAnswers();
      Map<String, String> places = places();
      for (PersonalTable table : PersonalDataCatalogue.TABLES) {
        switch (table.rows()) {
          case DELETED -> tx.deleteFrom(of(table)).where(which(table)).execute();
          case KEPT -> empty(table, places);
          case UNTOUCHED -> {
          }
        }
      }
      SnapshotRows.keep(tx, accounts());
      tx.update(ACCOUNT).set(ACCOUNT.ERASED, true).where(ACCOUNT.ID.eq(PersonKeys.any(accounts()))).execute();
      tx.fetch("select set_config('obzvon.erasing', 'off', true)");
    }

    void run(Kind kind) {
      tx.fetch("select set_config('obzvon.erasing', 'on', true)");
      Map<String, String> places = kind == Kind.PHONE ? places() : Map.of();
      for (PersonalTable table : PersonalDataCatalogue.TABLES) {
        if (table.rows() != Rows.UNTOUCHED) {
          if (!table.name().equals(SUPPRESSION.getName())) {
            empty(table, column -> column.kind() == kind, places);
          } else if (kind == Kind.PHONE) {
            stops.replaceNumbers(which(table), places);
          }
        }
      }
      tx.fetch("select set_config('obzvon.erasing', 'off', true)");
    }

    /// Withdraws waiting contacts. A message in progress ends as usual; no other follows. The stored time is when the
    /// contact was due: that of the erase would lead from the row to the audit log.
    private void callOff() {
      tx.update(CONTACT)
          .set(CONTACT.STATE, "WITHDRAWN")
          .set(CONTACT.CLOSED_AT, CONTACT.DUE_AT)
          .set(CONTACT.LEASED_BY, DSL.when(CONTACT.STATE.eq("IN_PROGRESS"), CONTACT.LEASED_BY))
          .where(CONTACT.ACCOUNT_ID.eq(PersonKeys.any(accounts())), CONTACT.STATE.in(OPEN))
          .execute();
    }

    /// Deletes answers of the API that name the person.
    private void forgetAnswers() {
      Set<String> words = new LinkedHashSet<>(person.phones());
      person.accounts().keySet().forEach(number -> words.add('"' + number + '"'));
      words.forEach(
          word -> tx.deleteFrom(API_ANSWER)
              .where(API_ANSWER.STATUS.isNotNull())
              .and(DSL.condition("position(convert_to({0}, 'UTF8') in {1}) > 0", DSL.val(word), API_ANSWER.BODY))
              .execute());
    }

    /// Returns the replacement number for every telephone in rows of the person.
    private Map<String, String> places() {
      Set<String> phones = new LinkedHashSet<>(person.phones());
      for (PersonalTable table : PersonalDataCatalogue.TABLES) {
        table.columns().forEach(
            (column, personal) -> {
              if (personal.erased() == Erased.NO_TELEPHONE) {
                Field<String> phone = DSL.field(DSL.name(column), String.class);
                phones.addAll(tx.selectDistinct(phone).from(of(table)).where(which(table), phone.isNotNull())
                    .fetch(phone));
              }
            });
      }
      Map<String, String> places = new HashMap<>();
      phones.forEach(phone -> places.put(phone, ErasedPhonePlaceholder.random().e164()));
      return places;
    }

    private void empty(PersonalTable table, Map<String, String> places) {
      if (table.name().equals(SUPPRESSION.getName())) {
        stops.anonymise(which(table), places);
        return;
      }
      if (table.name().equals(DECISION.getName())) {
        tx.deleteFrom(DECISION).where(which(table), DSL.not(COUNTED)).execute();
      }
      empty(table, _ -> true, places);
    }

    private void empty(PersonalTable table, Predicate<PersonalColumn> which, Map<String, String> places) {
      Map<Field<?>, Object> values = new LinkedHashMap<>();
      table.columns().forEach((column, personal) -> {
        if (which.test(personal) && personal.erased() != Erased.NO_TELEPHONE && personal.erased() != Erased.STAYS) {
          values.put(of(table).field(column), value(table, column, personal.erased()));
        }
      });
      if (!values.isEmpty()) {
        tx.update(of(table)).set(values).where(which(table)).execute();
      }
      table.columns().forEach((column, personal) -> {
        if (which.test(personal) && personal.erased() == Erased.NO_TELEPHONE) {
          replace(table, column, places);
        }
      });
    }

    private void replace(PersonalTable table, String column, Map<String, String> places) {
      Field<String> phone = of(table).field(column, String.class);
      List<String> before = List.copyOf(places.keySet());
      tx.update(of(table))
          .set(phone, DSL.field("place.after", String.class))
          .from(
              DSL.table(
                  "unnest({0}, {1}) as place (before, after)", DSL.val(before.toArray(String[]::new)),
                  DSL.val(before.stream().map(places::get).toArray(String[]::new))))
          .where(which(table), phone.eq(DSL.field("place.before", String.class)))
          .execute();
    }

    private static Object value(PersonalTable table, String column, Erased erased) {
      if (table.name().equals(ATTEMPT.getName()) && column.equals(ATTEMPT.REMOTE_ID.getName())) {
        // The end of a message in progress is found by it.
        return DSL.when(ATTEMPT.CLOSED_AT.isNull(), ATTEMPT.REMOTE_ID);
      }
      return plain(erased);
    }
  }

  /// Returns the content of a column after the erase.
  static Object plain(Erased erased) {
    return switch (erased) {
      case EMPTY_TEXT -> "";
      case NULL -> null;
      case EMPTY_LIST -> new String[0];
      case RANDOM -> DSL.field("'erased-' || gen_random_uuid()", String.class);
      case NO_TELEPHONE, STAYS -> throw new IllegalArgumentException(erased.name());
    };
  }

  static Table<?> of(PersonalTable table) {
    return DefaultSchema.DEFAULT_SCHEMA.getTable(table.name());
  }
}
