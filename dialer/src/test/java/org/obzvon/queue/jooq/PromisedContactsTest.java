package org.obzvon.queue.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.fixture.TestData.NOON;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.CAMPAIGN;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.STAFF_USER;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactPlans.Plan;
import org.obzvon.contact.jooq.JooqContactPlans;
import org.obzvon.fixture.TestData;
import org.obzvon.fixture.TestStore;
import org.obzvon.queue.ContactQueue.Share;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Language;

/// Tests the contacts that operators ask for: those that one of them promised, and those in a language they speak.
@Tag("slow")
class PromisedContactsTest {
  private static final Instant UNTIL = NOON.plus(Duration.ofMinutes(10));

  private final DSLContext db = TestStore.fresh();
  private final TestData data = new TestData(db);
  private final JooqContactQueue queue = new JooqContactQueue(db);
  private final JooqContactPlans plans = new JooqContactPlans(db);
  private final UUID olga = user("olga");
  private final UUID ivan = user("ivan");
  private UUID campaign;

  @BeforeEach
  void create_campaign() {
    campaign = data.campaign("c", "");
  }

  private UUID user(String login) {
    UUID id = IdGenerator.next();
    db.insertInto(STAFF_USER).set(STAFF_USER.ID, id).set(STAFF_USER.LOGIN, login).set(STAFF_USER.NAME, login)
        .set(STAFF_USER.ROLE, "OPERATOR").set(STAFF_USER.LANGUAGE, "RU").set(STAFF_USER.PASSWORD_HASH, "")
        .set(STAFF_USER.CHANGE_PASSWORD, false).set(STAFF_USER.ACTIVE, true).set(STAFF_USER.CREATED_AT, NOON).execute();
    return id;
  }

  private Contact plan(String number, UUID household, int step, Instant due) {
    UUID account = data.debtor(number, household, LocalDate.of(2026, 11, 1), "+79001112233");
    Contact contact = new Contact(
        IdGenerator.next(), campaign, new Contact.Debtor(household, account), "OPERATOR",
        new Contact.Step(step, LocalDate.of(2026, 11, 1), Channel.OPERATOR, "payment-active"),
        new Contact.Window(due, due.plus(Duration.ofDays(2))), 0);
    plans.add(List.of(new Plan.Wait(contact, due)), NOON);
    return contact;
  }

  private Contact plan(String number, Instant due) {
    return plan(number, data.household(number), 0, due);
  }

  private Contact promised(String number, UUID by, Instant due) {
    Contact contact = plan(number, due);
    db.update(CONTACT).set(CONTACT.OPERATOR_ID, by).where(CONTACT.ID.eq(contact.id())).execute();
    return contact;
  }

  private Optional<UUID> leased(UUID operator) {
    return queue.leasePromised(operator, "a", NOON, UNTIL).map(Contact::id);
  }

  private List<UUID> leased(Set<Language> languages) {
    return queue.lease(_ -> List.of(new Share(campaign, Channel.OPERATOR, 10, Optional.empty(), languages)), "a", NOON,
        UNTIL)
        .stream().map(Contact::id).toList();
  }

  @Test
  void who_promised_gets_his_due_contacts_the_oldest_first_and_each_once() {
    Contact later = promised("1", olga, NOON.minusSeconds(60));
    Contact earlier = promised("2", olga, NOON.minusSeconds(120));
    promised("3", olga, NOON.plusSeconds(1));
    assertThat(queue.promisers(NOON)).containsExactly(olga);
    assertThat(leased(olga)).contains(earlier.id());
    assertThat(leased(olga)).contains(later.id());
    assertThat(queue.promisers(NOON)).isEmpty();
    assertThat(leased(olga)).as("the third is not due").isEmpty();
    var row = db.selectFrom(CONTACT).where(CONTACT.ID.eq(earlier.id())).fetchSingle();
    assertThat(List.of(row.getState(), row.getLeasedBy(), row.getLeasedUntil()))
        .isEqualTo(List.of("LEASED", "a", UNTIL));
  }

  @Test
  void nobody_else_gets_what_somebody_promised() {
    Contact contact = promised("1", olga, NOON);
    assertThat(leased(ivan)).isEmpty();
    assertThat(leased(Set.of())).isEmpty();
    assertThat(leased(olga)).contains(contact.id());
  }

  @Test
  void what_is_promised_waits_while_its_campaign_does_not_run() {
    promised("1", olga, NOON);
    db.update(CAMPAIGN).set(CAMPAIGN.STATE, "PAUSED").execute();
    assertThat(queue.promisers(NOON)).isEmpty();
    assertThat(leased(olga)).isEmpty();
  }

  @Test
  void what_is_promised_waits_while_the_household_is_being_contacted_otherwise() {
    UUID household = data.household("h");
    plan("1", household, 0, NOON);
    assertThat(leased(Set.of())).hasSize(1);
    Contact contact = plan("2", household, 1, NOON);
    db.update(CONTACT).set(CONTACT.OPERATOR_ID, olga).where(CONTACT.ID.eq(contact.id())).execute();
    assertThat(queue.promisers(NOON)).isEmpty();
    assertThat(leased(olga)).isEmpty();
  }

  @Test
  void a_share_of_languages_holds_only_debtors_who_speak_one_of_them() {
    plan("1", NOON.minusSeconds(60));
    Contact romanian = plan("2", NOON);
    db.update(ACCOUNT).set(ACCOUNT.LANGUAGE, "RO").where(ACCOUNT.ID.eq(romanian.debtor().account())).execute();
    assertThat(leased(Set.of(Language.RO, Language.EN))).containsExactly(romanian.id());
    assertThat(leased(Set.of(Language.EN))).isEmpty();
  }
}
