package org.obzvon.person.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.obzvon.fixture.TestData.NOON;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.KEPT_STOP;
import static org.obzvon.jooq.Tables.SMS_INCOMING_PART;
import static org.obzvon.jooq.Tables.SMS_MESSAGE;
import static org.obzvon.jooq.Tables.SUPPRESSION;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.console.api.json.ApiJson;
import org.obzvon.document.BadInput;
import org.obzvon.fixture.TestData;
import org.obzvon.person.Erasure;
import org.obzvon.person.Person;
import org.obzvon.person.PersonalDataCatalogue;
import org.obzvon.person.PersonalTable;
import org.obzvon.policy.AllowedPrefixes;
import org.obzvon.register.Phone;
import org.obzvon.register.jooq.BalanceLock;

/// Tests what an erase removes, what it keeps, and when it is refused.
@Tag("slow")
class ErasureTest {
  private static final String PHONE = PersonWorld.phone(PersonWorld.IVANOV);

  private final PersonWorld world = new PersonWorld();
  private final DSLContext db = world.db;
  private final JooqPersons persons = new JooqPersons(db);
  private final JooqErasure erasure = new JooqErasure(db, () -> NOON.plusSeconds(86_400));

  private Person ivanov() {
    return persons.ofAccount(PersonWorld.IVANOV).orElseThrow();
  }

  private String all(String number) {
    return new String(ApiJson.write(persons.export(persons.ofAccount(number).orElseThrow()).parts()),
        StandardCharsets.UTF_8);
  }

  private List<String> rowsWith(String word) {
    List<String> found = new ArrayList<>();
    for (String table : db.fetch("select table_name from information_schema.tables where table_schema = 'public'")
        .getValues(0, String.class)) {
      db.fetch("select ctid::text from \"" + table + "\" t where t::text like ?", "%" + word + "%")
          .forEach(_ -> found.add(table));
    }
    return found;
  }

  @Test
  void no_row_tells_of_the_person_any_more_but_the_audit_log_and_the_bare_stop_entries() {
    UUID account = world.account(PersonWorld.IVANOV);
    erasure.erase(ivanov());
    for (String word : List.of(" 100", "payer-100", "tag-100")) {
      assertThat(rowsWith(word)).as(word).isSubsetOf("audit_entry");
    }
    assertThat(rowsWith(PHONE)).containsOnly("suppression");
    assertThat(db.fetchCount(SMS_INCOMING_PART)).isEqualTo(1);
    assertThat(persons.ofAccount(PersonWorld.IVANOV)).isEmpty();
    var row = db.selectFrom(ACCOUNT).where(ACCOUNT.ID.eq(account)).fetchSingle();
    assertThat(row.getErased()).isTrue();
    assertThat(row.getName()).isEmpty();
    assertThat(row.getNumber()).startsWith("erased-");
  }

  @Test
  void every_personal_column_of_a_row_that_stays_is_emptied() {
    Person ivanov = ivanov();
    erasure.erase(ivanov);
    PersonKeys keys = new PersonKeys(db, ivanov.accounts(), Set.of());
    for (PersonalTable table : PersonalDataCatalogue.TABLES) {
      if (table.rows() == PersonalTable.Rows.KEPT) {
        table.columns().keySet()
            .forEach(column -> db.selectFrom(JooqErasure.of(table)).where(keys.rows(table))
                .forEach(row -> assertThat(row.get(column) instanceof Object[] list
                    ? String.join(",", Stream.of(list).map(String::valueOf).toList())
                    : String.valueOf(row.get(column)))
                    .as(table.name() + "." + column)
                    .matches("|null|erased-[0-9a-f-]{36}|\\+999\\d{11}")));
      }
    }
  }

  @Test
  void nothing_of_another_person_changes() {
    String before = all(PersonWorld.PETROVA);
    erasure.erase(ivanov());
    assertThat(all(PersonWorld.PETROVA)).isEqualTo(before);
  }

  @Test
  void what_it_did_is_what_the_preview_said_and_the_preview_changes_nothing() {
    String before = all(PersonWorld.IVANOV);
    Erasure.Counts said = erasure.preview(ivanov());
    assertThat(all(PersonWorld.IVANOV)).isEqualTo(before);
    Erasure.Counts done = erasure.erase(ivanov());
    assertThat(done).isEqualTo(said);
    assertThat(done.tables()).containsEntry("sms_inbox", new Erasure.Count(1, 0))
        .containsEntry("attempt", new Erasure.Count(0, 2))
        .containsEntry("decision", new Erasure.Count(2, 2)).containsEntry("account", new Erasure.Count(0, 1))
        .doesNotContainKeys("audit_entry", "enrolment");
  }

  @Test
  void a_stop_goes_on_with_the_bare_number_and_for_the_account_when_it_comes_again() {
    assertThat(erasure.erase(ivanov()).stops()).isEqualTo(2);
    assertThat(db.selectFrom(SUPPRESSION).where(SUPPRESSION.PHONE.eq(PHONE)).fetch())
        .hasSize(2)
        .allSatisfy(stop -> {
          assertThat(stop.getNote()).isEmpty();
          assertThat(stop.getAccountId()).isNull();
          assertThat(stop.getSource()).isEqualTo("erased");
          assertThat(stop.getLiftedAt()).isNull();
        })
        .extracting(stop -> stop.getKind()).containsExactlyInAnyOrder("OPT_OUT", "CONTACT_COMPLAINT");
    UUID again = new TestData(db).debtor(PersonWorld.IVANOV, LocalDate.of(2026, 12, 1));
    assertThat(db.selectFrom(SUPPRESSION).where(SUPPRESSION.ACCOUNT_ID.eq(again)).fetch())
        .singleElement().satisfies(stop -> assertThat(stop.getKind()).isEqualTo("CONTACT_COMPLAINT"));
    assertThat(db.fetchCount(KEPT_STOP)).isZero();
    assertThat(db.fetchCount(CONTACT, CONTACT.ACCOUNT_ID.eq(again))).isZero();
  }

  @Test
  void a_stop_that_was_lifted_does_not_come_back() {
    db.update(SUPPRESSION).set(SUPPRESSION.LIFTED_AT, NOON).execute();
    assertThat(erasure.erase(ivanov()).stops()).isZero();
    assertThat(rowsWith(PHONE)).isEmpty();
    assertThat(db.fetchCount(KEPT_STOP)).isZero();
  }

  @Test
  void a_stop_by_text_message_can_still_be_lifted_by_the_telephone_that_asked_for_it() {
    db.update(SUPPRESSION).set(SUPPRESSION.SOURCE, "text message 1").where(SUPPRESSION.PHONE.eq(PHONE)).execute();
    erasure.erase(ivanov());
    assertThat(db.selectFrom(SUPPRESSION).where(SUPPRESSION.PHONE.eq(PHONE), SUPPRESSION.KIND.eq("OPT_OUT"))
        .fetchSingle().getSource())
        .startsWith("text message ");
  }

  @Test
  void a_telephone_that_another_account_has_keeps_that_accounts_entries() {
    world.share(PHONE, PersonWorld.PETROVA);
    String before = db.selectFrom(SUPPRESSION).where(SUPPRESSION.PHONE.eq(PHONE)).fetch().toString();
    erasure.erase(ivanov());
    assertThat(db.selectFrom(SUPPRESSION).where(SUPPRESSION.PHONE.eq(PHONE)).fetch()).hasToString(before);
    assertThat(persons.ofPhone(new Phone(PHONE)).orElseThrow().accounts().keySet())
        .containsExactly(PersonWorld.PETROVA);
  }

  @Test
  void what_stands_in_the_place_of_a_telephone_is_never_dialled() {
    erasure.erase(ivanov());
    String place = db.selectDistinct(ATTEMPT.PHONE).from(ATTEMPT)
        .where(ATTEMPT.PHONE.ne(PersonWorld.phone(PersonWorld.PETROVA))).fetchSingle(ATTEMPT.PHONE);
    assertThat(new AllowedPrefixes(List.of("+9", "+7")).allows(new Phone(place))).isFalse();
  }

  @Test
  void an_open_call_or_a_message_that_is_being_handed_over_refuses_the_erase() {
    db.execute("alter table attempt disable trigger attempt_is_final");
    db.update(ATTEMPT).setNull(ATTEMPT.CLOSED_AT).setNull(ATTEMPT.OUTCOME)
        .where(ATTEMPT.ID.eq(world.attempt(PersonWorld.IVANOV))).execute();
    db.execute("alter table attempt enable trigger attempt_is_final");
    String before = all(PersonWorld.IVANOV);
    assertThatThrownBy(() -> erasure.erase(ivanov())).isInstanceOf(BadInput.class)
        .hasMessageContaining("a call to 100 is under way; nothing was erased");
    db.update(ATTEMPT).set(ATTEMPT.CLOSED_AT, NOON).set(ATTEMPT.OUTCOME, "LOST").where(ATTEMPT.CLOSED_AT.isNull())
        .execute();
    db.update(SMS_MESSAGE).set(SMS_MESSAGE.STATE, "SUBMITTING").setNull(SMS_MESSAGE.FATE).execute();
    assertThatThrownBy(() -> erasure.erase(ivanov())).hasMessageContaining("a text message to 100 is under way");
    assertThat(before).contains("Name 100");
    assertThat(all(PersonWorld.IVANOV)).contains("Name 100");
  }

  @Test
  void an_erase_waits_until_a_register_that_is_being_imported_is_stored() throws Exception {
    CompletableFuture<?> erase = db.transactionResult(
        () -> {
          BalanceLock.hold(db);
          CompletableFuture<?> started = CompletableFuture.runAsync(() -> erasure.erase(ivanov()));
          await().atMost(Duration.ofSeconds(30)).until(
              () -> db.fetchExists(DSL.selectOne().from("pg_locks").where("locktype = 'advisory' and not granted")));
          assertThat(persons.ofAccount(PersonWorld.IVANOV)).as("erased meanwhile").isPresent();
          return started;
        });
    erase.get(30, TimeUnit.SECONDS);
    assertThat(persons.ofAccount(PersonWorld.IVANOV)).isEmpty();
  }

  @Test
  void a_contact_that_is_being_placed_refuses_the_erase_and_one_that_waits_is_called_off() {
    var which = CONTACT.ACCOUNT_ID.eq(world.account(PersonWorld.IVANOV)).and(CONTACT.CHANNEL.eq("ROBOT"));
    db.update(CONTACT).set(CONTACT.STATE, "LEASED").setNull(CONTACT.CLOSED_AT).where(which).execute();
    assertThatThrownBy(() -> erasure.erase(ivanov())).hasMessageContaining("under way");
    db.update(CONTACT).set(CONTACT.STATE, "QUEUED").where(which).execute();
    assertThat(erasure.erase(ivanov()).calledOff()).isEqualTo(1);
    assertThat(db.fetchCount(CONTACT, CONTACT.STATE.eq("QUEUED"))).isZero();
  }

  @Test
  void a_household_keeps_its_key_as_long_as_another_account_is_in_it() {
    UUID household = db.select(ACCOUNT.HOUSEHOLD_ID).from(ACCOUNT).where(ACCOUNT.NUMBER.eq("100"))
        .fetchSingle(ACCOUNT.HOUSEHOLD_ID);
    db.update(ACCOUNT).set(ACCOUNT.HOUSEHOLD_ID, household).where(ACCOUNT.NUMBER.eq("200")).execute();
    erasure.erase(ivanov());
    assertThat(rowsWith("payer-100")).containsExactly("household");
    erasure.erase(persons.ofAccount("200").orElseThrow());
    assertThat(rowsWith("payer-100")).isEmpty();
  }

  @Test
  void what_is_closed_is_still_never_changed_otherwise() {
    assertThatThrownBy(() -> db.update(ATTEMPT).set(ATTEMPT.PHONE, "x").execute())
        .hasMessageContaining("is never changed");
    assertThatThrownBy(() -> db.transaction(() -> {
      db.fetch("select set_config('obzvon.erasing', 'on', true)");
      db.update(ATTEMPT).set(ATTEMPT.OUTCOME, "LOST").execute();
    })).hasMessageContaining("is never changed");
    assertThatThrownBy(() -> db.execute("update payment_change set external_id = 'x'"))
        .hasMessageContaining("is never changed");
  }
}
