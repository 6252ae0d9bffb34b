package org.obzvon.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.fixture.TestData.NOON;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.CONTACT;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obzvon.app.Store;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.CampaignState;
import org.obzvon.campaign.jooq.JooqCampaigns;
import org.obzvon.campaign.yaml.YamlDefinition;
import org.obzvon.campaign.yaml.YamlDefinitionTest;
import org.obzvon.contact.jooq.JooqContactPlans;
import org.obzvon.contact.jooq.JooqStepReplanning;
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
import org.obzvon.register.Account;
import org.obzvon.register.jooq.JooqAccounts;
import org.obzvon.schedule.jooq.JooqScanMarks;

@Tag("slow")
class AccountScansTest {
  private static final LocalDate SINCE = LocalDate.of(2026, 11, 15); // three days before NOON
  private static final String DEFINITION = YamlDefinitionTest.GOOD
      .replace("HOLD_OUT: 50", "HOLD_OUT: 0")
      .replace("ladder:", "  - {name: restricted, service-state: restricted, districts: [north]}\nladder:")
      .replace(
          "    - {from: debt, day: 10, arms: [ROBOT], segments: [active], channel: robot, script: payment-active}",
          "    - {from: restriction, day: -1, at: \"12:00\", expires-after: 1d, arms: [ROBOT], channel: robot, script: a}");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final DataSource store = TestStore.pooled(2);
  private final DSLContext db = Store.context(store);
  private final TestClock clock = new TestClock(NOON);
  private final TestData data = new TestData(db);
  private final JooqCampaigns campaigns = new JooqCampaigns(db);
  private final JooqAccounts accounts = new JooqAccounts(db);
  private final JooqContactPlans plans = new JooqContactPlans(db);
  private final ContactPolicy policy = new ContactPolicy(
      YamlProfiles.load(Optional.empty(), new JollydayHolidays()), accounts, new JooqAccountFacts(db),
      new JooqDecisionLog(db), new AllowedPrefixes(List.of("+7")), clock);
  private final AccountScans scans = new AccountScans(accounts, accounts, new JooqScanMarks(db), 3);
  private final CampaignTick tick = new CampaignTick(scans, campaigns, plans, policy, clock);
  private Campaign campaign = started(DEFINITION);

  private Campaign started(String text) {
    Campaign draft = campaigns.create(YamlDefinition.read(YamlNode.parse("c.yaml", text)), text, false, NOON);
    campaigns.move(draft.id(), CampaignState.RUNNING, NOON);
    return campaigns.find(draft.id()).orElseThrow();
  }

  /// Returns the numbers of the accounts that the next tick would read.
  private Set<String> read() {
    return scans.begin(campaign, clock.instant()).pages().flatMap(List::stream).map(Account::number)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void debtors(int count) {
    for (int i = 0; i < count; i++) {
      data.debtor("A" + i, SINCE);
    }
  }

  private <T> void change(String number, Field<T> field, T value) {
    db.update(ACCOUNT).set(field, value).where(ACCOUNT.NUMBER.eq(number)).execute();
  }

  @Test
  void the_first_tick_reads_all_accounts_and_the_next_one_none() {
    debtors(7);
    assertThat(read()).hasSize(7);
    tick.run(campaign);
    assertThat(read()).isEmpty();
  }

  @Test
  void a_tick_reads_the_accounts_that_changed_since_the_last_one() {
    debtors(7);
    tick.run(campaign);
    change("A2", ACCOUNT.BALANCE, new BigDecimal("-90.00"));
    change("A5", ACCOUNT.DISTRICT, "north");
    data.debtor("B", SINCE);
    assertThat(read()).containsExactly("A2", "A5", "B");
    tick.run(campaign);
    assertThat(read()).isEmpty();
  }

  @Test
  void a_change_by_which_no_campaign_chooses_is_not_read() {
    debtors(3);
    tick.run(campaign);
    change("A1", ACCOUNT.NAME, "Another name");
    change("A1", ACCOUNT.UPDATED_AT, NOON.plus(MINUTE));
    assertThat(read()).isEmpty();
  }

  @Test
  void an_account_that_owes_nothing_any_more_is_not_read() {
    debtors(3);
    tick.run(campaign);
    change("A1", ACCOUNT.BALANCE, BigDecimal.ZERO);
    assertThat(read()).isEmpty();
  }

  @Test
  void a_change_that_was_not_committed_during_a_tick_is_read_by_the_next_one() throws SQLException {
    debtors(3);
    try (var slow = store.getConnection();
        var statement = slow.createStatement()) {
      slow.setAutoCommit(false);
      statement.execute("update account set district = 'north' where number = 'A1'");
      tick.run(campaign);
      data.debtor("B", SINCE);
      tick.run(campaign);
      slow.commit();
    }
    assertThat(read()).contains("A1");
    tick.run(campaign);
    assertThat(read()).isEmpty();
  }

  @Test
  void all_accounts_are_read_again_when_the_definition_changed() {
    debtors(3);
    tick.run(campaign);
    String text = DEFINITION.replace("debt-days: 3..60", "debt-days: 2..60");
    campaign = campaigns.change(campaign, YamlDefinition.read(YamlNode.parse("c.yaml", text)), text);
    assertThat(read()).hasSize(3);
  }

  @Test
  void all_accounts_are_read_again_by_a_process_that_has_just_started() {
    debtors(3);
    tick.run(campaign);
    var started = new AccountScans(accounts, accounts, new JooqScanMarks(db));
    assertThat(started.begin(campaign, clock.instant()).pages().flatMap(List::stream)).hasSize(3);
  }

  @Test
  void all_accounts_are_read_again_when_the_next_step_falls_due() {
    data.debtor("early", SINCE.plusDays(1));
    data.debtor("due", SINCE);
    clock.set(Instant.parse("2026-11-18T06:59:00Z")); // 9:59 in Moscow, the step is due at 10:00
    tick.run(campaign);
    assertThat(read()).isEmpty();
    clock.tick(MINUTE);
    assertThat(read()).hasSize(2);
  }

  @Test
  void all_accounts_are_read_again_after_midnight_in_the_zone_of_one() {
    debtors(2);
    change("A1", ACCOUNT.ZONE, "Asia/Yekaterinburg");
    clock.set(Instant.parse("2026-11-18T18:59:00Z")); // 23:59 in Yekaterinburg
    tick.run(campaign);
    assertThat(read()).isEmpty();
    clock.tick(MINUTE);
    assertThat(read()).hasSize(2);
  }

  @Test
  void a_step_that_was_released_is_planned_again_although_its_account_did_not_change() {
    debtors(1);
    tick.run(campaign);
    UUID contact = db.select(CONTACT.ID).from(CONTACT).fetchSingle(CONTACT.ID);
    db.update(CONTACT).set(CONTACT.STATE, "WITHDRAWN").set(CONTACT.CLOSED_AT, NOON).set(CONTACT.CLOSED_WHY, "paid")
        .where(CONTACT.ID.eq(contact)).execute();
    UUID account = db.select(ACCOUNT.ID).from(ACCOUNT).fetchSingle(ACCOUNT.ID);
    new JooqStepReplanning(db, clock).ofAccounts(List.of(account), "paid");
    assertThat(tick.run(campaign).queued()).isEqualTo(1);
  }

  @Test
  void a_tick_that_failed_leaves_the_accounts_to_the_next_one() {
    debtors(2);
    tick.run(campaign);
    change("A1", ACCOUNT.BALANCE, new BigDecimal("-90.00"));
    scans.begin(campaign, clock.instant());
    assertThat(read()).as("no tick came to its end").containsExactly("A1");
  }

  @Test
  void every_column_of_an_account_is_known_to_be_judged_by_campaigns_or_not() {
    Set<String> judged = Set.of(
        "household_id", "balance", "currency", "service_state", "district", "debt_since", "restriction_on", "zone",
        "legal_entity", "tags", "left_register_on", "erased");
    Set<String> unjudged = Set.of(
        "id", "number", "household_key", "name", "address", "service", "tariff", "register_balance", "payment_told_at",
        "payment_announced_for", "contract_ended_on", "language", "snapshot_id", "updated_at", "changed_in");
    assertThat(Stream.of(ACCOUNT.fields()).map(Field::getName))
        .as("name a new column here, and in the trigger account_changes if a tick judges by it")
        .containsExactlyInAnyOrderElementsOf(Stream.concat(judged.stream(), unjudged.stream()).toList());
    String trigger = db.fetchSingle("select pg_get_triggerdef(oid) from pg_trigger where tgname = 'account_changes'")
        .get(0, String.class);
    judged.forEach(column -> assertThat(trigger).contains("new." + column));
    unjudged.forEach(column -> assertThat(trigger).doesNotContainPattern("new\\." + column + "\\b"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void ticks_that_read_changed_accounts_leave_nothing_that_a_full_reading_would_plan(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    debtors(12);
    List<String> done = new ArrayList<>();
    int partly = 0;
    for (int round = 0; round < 60; round++) {
      for (int i = random.nextInt(3); i > 0; i--) {
        done.add(changed("A" + random.nextInt(12), random));
      }
      clock.tick(Duration.ofMinutes(random.nextInt(10) == 0 ? random.nextInt(1500) : random.nextInt(20)));
      partly += read().size() < db.fetchCount(ACCOUNT, ACCOUNT.BALANCE.lt(BigDecimal.ZERO)) ? 1 : 0;
      tick.run(campaign);
      DryRun.Result left = new DryRun(accounts, campaigns, plans, policy, clock).of(campaign);
      assertThat(left.byDecision()).as("after %s at %s", done, clock.instant()).isEmpty();
      assertThat(left.byArm().values().stream().mapToInt(Integer::intValue).sum())
          .as("members among the overdue, after %s", done)
          .isEqualTo(db.fetchCount(
              DSL.selectOne().from(ACCOUNT)
                  .where(ACCOUNT.BALANCE.lt(BigDecimal.ZERO), ACCOUNT.LEFT_REGISTER_ON.isNull())
                  .and("exists (select 1 from enrolment e where e.account_id = account.id)")));
    }
    assertThat(partly).as("rounds that did not read all").isGreaterThan(20);
  }

  private String changed(String number, SplittableRandom random) {
    return switch (random.nextInt(8)) {
      case 0 -> changed(number, ACCOUNT.BALANCE, new BigDecimal(100 - random.nextInt(400)));
      case 1 -> changed(number, ACCOUNT.SERVICE_STATE, random.nextBoolean() ? "ACTIVE" : "RESTRICTED");
      case 2 -> changed(number, ACCOUNT.DISTRICT, random.nextBoolean() ? "north" : "");
      case 3 -> changed(number, ACCOUNT.DEBT_SINCE, day(random));
      case 4 -> changed(number, ACCOUNT.RESTRICTION_ON, day(random));
      case 5 -> changed(number, ACCOUNT.ZONE, random.nextBoolean() ? "Asia/Vladivostok" : "Europe/Moscow");
      case 6 -> changed(number, ACCOUNT.LEFT_REGISTER_ON, random.nextBoolean() ? day(random) : null);
      default -> changed(number, ACCOUNT.HOUSEHOLD_ID,
          db.select(ACCOUNT.HOUSEHOLD_ID).from(ACCOUNT).where(ACCOUNT.NUMBER.eq("A" + random.nextInt(12)))
              .fetchSingle(ACCOUNT.HOUSEHOLD_ID));
    };
  }

  private LocalDate day(SplittableRandom random) {
    return LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC).plusDays(random.nextInt(-8, 3));
  }

  private <T> String changed(String number, Field<T> field, T value) {
    change(number, field, value);
    return number + "." + field.getName() + "=" + value;
  }
}
