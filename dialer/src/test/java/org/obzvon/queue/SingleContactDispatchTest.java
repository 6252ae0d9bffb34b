package org.obzvon.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.fixture.TestData.NOON;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.DECISION;
import static org.obzvon.jooq.Tables.STAFF_USER;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.CampaignState;
import org.obzvon.campaign.jooq.JooqCampaigns;
import org.obzvon.campaign.yaml.YamlDefinition;
import org.obzvon.campaign.yaml.YamlDefinitionTest;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactPlans.Plan;
import org.obzvon.contact.jooq.JooqContactPlans;
import org.obzvon.contact.jooq.JooqLedger;
import org.obzvon.document.yaml.YamlNode;
import org.obzvon.fixture.TestClock;
import org.obzvon.fixture.TestData;
import org.obzvon.fixture.TestStore;
import org.obzvon.policy.ContactPolicy;
import org.obzvon.policy.AllowedPrefixes;
import org.obzvon.policy.jollyday.JollydayHolidays;
import org.obzvon.policy.jooq.JooqDecisionLog;
import org.obzvon.policy.jooq.JooqAccountFacts;
import org.obzvon.policy.yaml.YamlProfiles;
import org.obzvon.queue.jooq.JooqContactQueue;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.jooq.JooqAccounts;
import org.obzvon.webhook.jooq.JooqEventOutbox;

/// Tests that a contact that an operator promised reaches them only when the policy permits the call.
@Tag("slow")
class SingleContactDispatchTest {
  private static final LocalDate SINCE = LocalDate.of(2026, 11, 10);

  private final DSLContext db = TestStore.fresh();
  private final TestClock clock = new TestClock(NOON);
  private final TestData data = new TestData(db);
  private final JooqCampaigns campaigns = new JooqCampaigns(db);
  private final UUID olga = IdGenerator.next();
  private final SingleContactDispatch pick = new SingleContactDispatch(
      new JooqContactQueue(db), new JooqLedger(db, new JooqEventOutbox(db)),
      new ContactPolicy(
          YamlProfiles.load(Optional.empty(), new JollydayHolidays()), new JooqAccounts(db), new JooqAccountFacts(db),
          new JooqDecisionLog(db), new AllowedPrefixes(List.of("+7")), clock),
      campaigns::all, new Dispatcher.Node("a", Duration.ofMinutes(1), clock, Runnable::run),
      Duration.ofMinutes(10));

  private Contact promised() {
    String text = YamlDefinitionTest.GOOD;
    Campaign draft = campaigns.create(YamlDefinition.read(YamlNode.parse("c.yaml", text)), text, false, NOON);
    campaigns.move(draft.id(), CampaignState.RUNNING, NOON);
    db.insertInto(STAFF_USER).set(STAFF_USER.ID, olga).set(STAFF_USER.LOGIN, "olga").set(STAFF_USER.NAME, "Olga")
        .set(STAFF_USER.ROLE, "OPERATOR").set(STAFF_USER.LANGUAGE, "RU").set(STAFF_USER.PASSWORD_HASH, "")
        .set(STAFF_USER.CHANGE_PASSWORD, false).set(STAFF_USER.ACTIVE, true).set(STAFF_USER.CREATED_AT, NOON).execute();
    UUID household = data.household("h");
    Instant due = clock.instant();
    Contact contact = new Contact(
        IdGenerator.next(), draft.id(),
        new Contact.Debtor(household, data.debtor("1", household, SINCE, "+79001112233")),
        "ROBOT", new Contact.Step(1_000, SINCE, Channel.OPERATOR, "payment-active"),
        new Contact.Window(due, due.plus(Duration.ofDays(1))), 0);
    new JooqContactPlans(db).add(List.of(new Plan.Wait(contact, due)), NOON);
    db.update(CONTACT).set(CONTACT.OPERATOR_ID, olga).where(CONTACT.ID.eq(contact.id())).execute();
    return contact;
  }

  private int rulings() {
    return db.fetchCount(DECISION);
  }

  @Test
  void what_is_permitted_is_leased_and_judged_once_more_when_it_is_dialled() {
    Contact contact = promised();
    assertThat(pick.promisers()).containsExactly(olga);
    assertThat(pick.promised(olga).map(Contact::id)).contains(contact.id());
    assertThat(rulings()).isZero();
    assertThat(pick.write(contact, "pbx-operators")).isInstanceOf(SingleContactDispatch.Picked.Written.class);
    assertThat(rulings()).isOne();
  }

  @Test
  void what_falls_due_at_night_waits_for_the_permitted_hour_and_the_reason_is_kept() {
    clock.set(NOON.plus(Duration.ofHours(11))); // 23:00 in Moscow
    promised();
    assertThat(pick.promised(olga)).isEmpty();
    assertThat(pick.promisers()).isEmpty();
    var row = db.selectFrom(CONTACT).fetchSingle();
    assertThat(row.getState()).isEqualTo("QUEUED");
    assertThat(row.getOperatorId()).isEqualTo(olga);
    assertThat(row.getNotBefore()).isAfter(clock.instant().plus(Duration.ofHours(7)));
    assertThat(rulings()).isOne();
    clock.set(row.getNotBefore());
    assertThat(pick.promised(olga)).isPresent();
  }

  @Test
  void what_is_put_back_for_a_while_comes_again_after_it() {
    Contact contact = promised();
    pick.promised(olga);
    pick.giveBack(contact, NOON.plusSeconds(300));
    assertThat(pick.promised(olga)).isEmpty();
    clock.tick(Duration.ofSeconds(300));
    assertThat(pick.promised(olga)).isPresent();
  }
}
