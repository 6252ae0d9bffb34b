package org.obzvon.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.fixture.TestData.NOON;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.DECISION;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.CampaignState;
import org.obzvon.campaign.Campaigns.Enrolled;
import org.obzvon.campaign.jooq.JooqCampaigns;
import org.obzvon.campaign.yaml.YamlDefinition;
import org.obzvon.campaign.yaml.YamlDefinitionTest;
import org.obzvon.contact.jooq.JooqContactPlans;
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
import org.obzvon.register.jooq.JooqAccounts;
import org.obzvon.schedule.jooq.JooqScanMarks;

@Tag("slow")
class CampaignTickTest {
  private static final LocalDate SINCE = LocalDate.of(2026, 11, 15); // three days before NOON

  private final DSLContext db = TestStore.fresh();
  private final TestClock clock = new TestClock(NOON);
  private final TestData data = new TestData(db);
  private final JooqCampaigns campaigns = new JooqCampaigns(db);
  private final JooqAccounts accounts = new JooqAccounts(db);
  private final ContactPolicy policy = new ContactPolicy(
      YamlProfiles.load(Optional.empty(), new JollydayHolidays()), accounts, new JooqAccountFacts(db),
      new JooqDecisionLog(db), new AllowedPrefixes(List.of("+7")), clock);
  private final CampaignTick tick = new CampaignTick(new AccountScans(accounts, accounts, new JooqScanMarks(db)),
      campaigns, new JooqContactPlans(db), policy, clock);
  private Campaign campaign;

  @BeforeEach
  void start_campaign() {
    campaign = started(YamlDefinitionTest.GOOD.replace("HOLD_OUT: 50", "HOLD_OUT: 0"));
  }

  private Campaign started(String text) {
    Campaign draft = campaigns.create(YamlDefinition.read(YamlNode.parse("c.yaml", text)), text, false, NOON);
    campaigns.move(draft.id(), CampaignState.RUNNING, NOON);
    return campaigns.find(draft.id()).orElseThrow();
  }

  private long contacts(String state) {
    return db.fetchCount(CONTACT, CONTACT.STATE.eq(state));
  }

  @Test
  void a_step_that_is_due_is_queued_once_however_often_the_tick_comes() {
    data.debtor("A1", SINCE);
    data.debtor("A2", SINCE);
    assertThat(tick.run(campaign)).isEqualTo(new CampaignTick.Counts(2, 2, 0, 0));
    assertThat(tick.run(campaign)).isEqualTo(CampaignTick.Counts.NONE);
    assertThat(contacts("QUEUED")).isEqualTo(2);
  }

  @Test
  void a_campaign_that_does_not_run_plans_nothing() {
    data.debtor("A1", SINCE);
    campaigns.move(campaign.id(), CampaignState.PAUSED, NOON);
    assertThat(tick.run(campaigns.find(campaign.id()).orElseThrow())).isEqualTo(CampaignTick.Counts.NONE);
    assertThat(db.fetchCount(CONTACT)).isZero();
  }

  @Test
  void a_step_is_not_planned_before_its_day_nor_after_it_expired() {
    data.debtor("early", SINCE.plusDays(1));
    data.debtor("late", SINCE.minusDays(2));
    assertThat(tick.run(campaign)).isEqualTo(new CampaignTick.Counts(1, 0, 0, 0));
    clock.tick(Duration.ofDays(1));
    assertThat(tick.run(campaign)).isEqualTo(new CampaignTick.Counts(1, 1, 0, 0));
  }

  @Test
  void two_accounts_of_one_household_get_one_contact_about_the_larger_debt() {
    UUID household = data.household("h");
    data.debtor("small", household, SINCE, "+79001112233");
    UUID large = data.debtor("large", household, SINCE, "+79001112233");
    owes(large, "-900");
    tick.run(campaign);
    assertThat(db.select(CONTACT.ACCOUNT_ID).from(CONTACT).fetch(CONTACT.ACCOUNT_ID)).containsExactly(large);
  }

  @Test
  void a_register_of_several_pages_is_planned_once_and_the_largest_debts_first() {
    UUID household = data.household("h");
    UUID small = data.debtor("small", household, SINCE, "+79001112233");
    UUID large = data.debtor("large", household, SINCE, "+79001112233");
    owes(small, "-400");
    owes(large, "-9000");
    for (int i = 0; i < 5; i++) {
      data.debtor("A" + i, SINCE);
    }
    CampaignTick byTwo = new CampaignTick(
        new AccountScans(accounts, accounts, new JooqScanMarks(db), 2), campaigns, new JooqContactPlans(db), policy,
        clock);
    assertThat(byTwo.run(campaign)).isEqualTo(new CampaignTick.Counts(7, 6, 0, 0));
    assertThat(byTwo.run(campaign)).isEqualTo(CampaignTick.Counts.NONE);
    assertThat(db.fetchCount(CONTACT, CONTACT.ACCOUNT_ID.eq(small))).as("of its household the larger debt").isZero();
    assertThat(db.select(CONTACT.ACCOUNT_ID).from(CONTACT).orderBy(CONTACT.ID).limit(2).fetch(CONTACT.ACCOUNT_ID))
        .as("the first page").contains(large);
  }

  private void owes(UUID account, String balance) {
    db.update(ACCOUNT).set(ACCOUNT.BALANCE, new BigDecimal(balance)).where(ACCOUNT.ID.eq(account)).execute();
  }

  @Test
  void a_refusal_is_kept_with_its_reason_and_not_asked_for_again() {
    UUID foreign = data.debtor("A1", data.household("h"), SINCE, "+37369123456");
    assertThat(tick.run(campaign)).isEqualTo(new CampaignTick.Counts(1, 0, 0, 1));
    assertThat(tick.run(campaign)).isEqualTo(CampaignTick.Counts.NONE);
    assertThat(db.fetchCount(DECISION, DECISION.ACCOUNT_ID.eq(foreign))).isEqualTo(1);
    assertThat(db.select(CONTACT.CLOSED_WHY).from(CONTACT).fetchSingle(CONTACT.CLOSED_WHY)).isNotBlank();
  }

  @Test
  void the_hold_out_is_enrolled_and_never_planned() {
    Campaign all = started(
        YamlDefinitionTest.GOOD.replace("name: november", "name: held").replace("name: reminders", "name: held")
            .replace("ROBOT: 50", "ROBOT: 0"));
    data.debtor("A1", SINCE);
    assertThat(tick.run(all)).isEqualTo(new CampaignTick.Counts(1, 0, 0, 0));
    assertThat(campaigns.enrolled(all.id())).extracting(Enrolled::arm).containsExactly("HOLD_OUT");
    assertThat(db.fetchCount(CONTACT)).isZero();
  }

  @Test
  void a_household_keeps_its_arm_in_the_next_campaign_of_the_experiment() {
    for (int i = 0; i < 40; i++) {
      data.debtor("A" + i, SINCE);
    }
    String mixed = YamlDefinitionTest.GOOD.replace("name: reminders", "name: mixed");
    Campaign first = started(mixed.replace("name: november", "name: first"));
    tick.run(first);
    Campaign second = started(mixed.replace("name: november", "name: second"));
    tick.run(second);
    assertThat(campaigns.enrolled(second.id())).hasSize(40);
    assertThat(campaigns.enrolled(second.id())).containsExactlyInAnyOrderElementsOf(campaigns.enrolled(first.id()));
    assertThat(campaigns.enrolled(second.id())).extracting(Enrolled::arm).contains("ROBOT", "HOLD_OUT");
  }

  @Test
  void a_dry_run_counts_what_a_tick_would_do_and_changes_nothing() {
    data.debtor("A1", SINCE);
    data.debtor("A2", data.household("h"), SINCE, "+37369123456");
    DryRun.Result result = dryRun().of(campaign);
    assertThat(result.byArm()).containsEntry("ROBOT", 2);
    assertThat(result.byDecision()).containsEntry("allowed now", 1).hasSize(2);
    assertThat(db.fetchCount(CONTACT) + db.fetchCount(DECISION)).isZero();
    assertThat(campaigns.enrolled(campaign.id())).isEmpty();
  }

  @Test
  void a_dry_run_of_a_campaign_that_runs_counts_neither_what_is_planned_nor_a_household_twice() {
    data.debtor("A1", SINCE);
    tick.run(campaign);
    UUID household = data.household("h");
    data.debtor("A2", household, SINCE, "+79031112233");
    data.debtor("A3", household, SINCE, "+79031112244");
    DryRun.Result result = dryRun().of(campaign);
    assertThat(result.byArm()).containsEntry("ROBOT", 3);
    assertThat(result.byDecision().values().stream().mapToInt(Integer::intValue).sum())
        .as("steps").isEqualTo(1);
    assertThat(tick.run(campaign)).isEqualTo(new CampaignTick.Counts(2, 1, 0, 0));
  }

  private DryRun dryRun() {
    return new DryRun(accounts, campaigns, new JooqContactPlans(db), policy, clock);
  }

  /// Returns a definition in which active debtors get a call on the third day and restricted ones on the sixth.
  private static String ofTwoSegments() {
    return YamlDefinitionTest.GOOD.replace("name: november", "name: two").replace("name: reminders", "name: two")
        .replace("HOLD_OUT: 50", "HOLD_OUT: 0")
        .replace("ladder:", "  - {name: restricted, service-state: restricted}\nladder:")
        .replace("arms: [ROBOT], channel", "arms: [ROBOT], segments: [active], channel")
        .replace("day: 10, arms: [ROBOT], segments: [active]",
            "day: 6, at: \"10:00\", arms: [ROBOT], segments: [restricted]");
  }

  private List<Integer> steps(UUID account) {
    return db.select(CONTACT.STEP).from(CONTACT).where(CONTACT.ACCOUNT_ID.eq(account)).orderBy(CONTACT.STEP)
        .fetch(CONTACT.STEP);
  }

  @Test
  void a_debtor_restricted_after_he_was_taken_in_gets_the_steps_of_restricted_ones_in_his_old_arm() {
    Campaign two = started(ofTwoSegments());
    UUID restricted = data.debtor("A1", SINCE.plusDays(1));
    UUID active = data.debtor("A2", SINCE.plusDays(1));
    db.update(ACCOUNT).set(ACCOUNT.DEBT_SINCE, SINCE).execute();
    clock.set(NOON.minus(Duration.ofHours(6))); // before the first step is due
    tick.run(two);
    db.update(ACCOUNT).set(ACCOUNT.SERVICE_STATE, "RESTRICTED").where(ACCOUNT.ID.eq(restricted)).execute();
    clock.set(NOON);
    tick.run(two);
    assertThat(steps(restricted)).as("no step for active ones").isEmpty();
    assertThat(steps(active)).containsExactly(0);
    clock.tick(Duration.ofDays(3));
    tick.run(two);
    assertThat(steps(restricted)).containsExactly(1);
    assertThat(steps(active)).containsExactly(0);
    assertThat(campaigns.enrolled(two.id())).extracting(Enrolled::segment).as("as it was on the day of enrolment")
        .containsOnly("active");
    assertThat(db.select(CONTACT.ARM).from(CONTACT).fetch(CONTACT.ARM)).containsOnly("ROBOT");
  }

  @Test
  void a_debtor_switched_on_again_gets_the_steps_of_active_ones() {
    Campaign two = started(ofTwoSegments());
    UUID account = data.debtor("A1", SINCE);
    db.update(ACCOUNT).set(ACCOUNT.SERVICE_STATE, "RESTRICTED").execute();
    tick.run(two);
    assertThat(steps(account)).isEmpty();
    db.update(ACCOUNT).set(ACCOUNT.SERVICE_STATE, "ACTIVE").execute();
    tick.run(two);
    assertThat(steps(account)).containsExactly(0);
  }

  @Test
  void a_debtor_of_no_segment_any_more_gets_no_step() {
    UUID account = data.debtor("A1", SINCE);
    clock.set(NOON.minus(Duration.ofHours(6)));
    tick.run(campaign);
    db.update(ACCOUNT).set(ACCOUNT.SERVICE_STATE, "RESTRICTED").execute();
    clock.set(NOON);
    assertThat(tick.run(campaign)).isEqualTo(CampaignTick.Counts.NONE);
    assertThat(steps(account)).isEmpty();
  }

  @Test
  void a_member_keeps_its_segment_when_it_grows_older_than_the_segment_takes_or_pays_a_part() {
    Campaign young = started(
        YamlDefinitionTest.GOOD.replace("name: november", "name: young").replace("name: reminders", "name: young")
            .replace("HOLD_OUT: 50", "HOLD_OUT: 0").replace("3..60", "3..5"));
    UUID account = data.debtor("A1", SINCE);
    tick.run(young);
    owes(account, "-40");
    clock.tick(Duration.ofDays(7));
    tick.run(young);
    assertThat(steps(account)).containsExactly(0, 1);
  }
}
