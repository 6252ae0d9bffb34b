package org.obzvon.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.fixture.TestData.NOON;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.DECISION;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.CampaignState;
import org.obzvon.campaign.jooq.JooqCampaigns;
import org.obzvon.campaign.yaml.YamlDefinition;
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

/// Tests notices over weekends and the New Year's holidays, planned by the tick and judged by the real policy.
@Tag("slow")
class NoticeDaysTest {
  private static final ZoneId ZONE = ZoneId.of("Europe/Moscow");
  private static final LocalDate FIRST = LocalDate.of(2026, 12, 14);
  private static final int DAYS = 42;
  private static final String CAMPAIGN = """
      name: n
      experiment: {name: n, seed: s, arms: {%s}}
      segments: [{name: all}]
      ladder:
        - {from: debt, day: 200, arms: [%s], channel: robot, script: payment-active}
        - {from: restriction, day: -2, at: "11:00", expires-after: 12h, notice: yes, channel: sms, script: restriction-notice}
      policy: ru-230fz-overdue
      notice-policy: ru-suspension-notice
      calendar: {from: 2026-11-01, until: 2027-12-31}
      dialling: {caller-id: "+74950000000", lines: 20}
      retry: {attempts-at-most: 3}
      goals: {window: 30d}
      """;

  private final DSLContext db = TestStore.fresh();
  private final TestClock clock = new TestClock(NOON);
  private final TestData data = new TestData(db);
  private final JooqCampaigns campaigns = new JooqCampaigns(db);
  private final JooqAccounts accounts = new JooqAccounts(db);
  private final CampaignTick tick = new CampaignTick(
      new AccountScans(accounts, accounts, new JooqScanMarks(db)), campaigns, new JooqContactPlans(db),
      new ContactPolicy(
          YamlProfiles.load(Optional.empty(), new JollydayHolidays()), accounts, new JooqAccountFacts(db),
          new JooqDecisionLog(db), new AllowedPrefixes(List.of("+7")), clock),
      clock);

  private Campaign started(String arms) {
    String text = CAMPAIGN.formatted(arms, arms.replaceAll(":.*", ""));
    Campaign draft = campaigns.create(YamlDefinition.read(YamlNode.parse("c.yaml", text)), text, false, NOON);
    campaigns.move(draft.id(), CampaignState.RUNNING, NOON);
    return campaigns.find(draft.id()).orElseThrow();
  }

  /// Creates one account for each day on which a notice can be due. Returns the day on which each notice was queued.
  private Map<LocalDate, LocalDate> walk(Campaign campaign) {
    for (int i = 0; i < DAYS; i++) {
      data.debtor("A" + i, LocalDate.of(2026, 11, 1));
      db.update(ACCOUNT).set(ACCOUNT.RESTRICTION_ON, FIRST.plusDays(i + 2L)).where(ACCOUNT.NUMBER.eq("A" + i))
          .execute();
    }
    Map<LocalDate, LocalDate> given = new HashMap<>();
    for (LocalDate day = FIRST.minusDays(14); day.isBefore(FIRST.plusDays(DAYS)); day = day.plusDays(1)) {
      clock.set(day.atTime(LocalTime.of(11, 30)).atZone(ZONE).toInstant());
      tick.run(campaign);
      LocalDate today = day;
      db.select(CONTACT.ANCHOR).from(CONTACT).where(CONTACT.STATE.eq("QUEUED"))
          .fetch(CONTACT.ANCHOR).forEach(anchor -> given.putIfAbsent(anchor.minusDays(2), today));
    }
    return given;
  }

  @Test
  void no_notice_is_refused_because_its_day_is_closed_and_the_hold_out_gets_it_on_the_same_day() {
    Map<LocalDate, LocalDate> given = walk(started("ROBOT: 0, HOLD_OUT: 1"));
    assertThat(given).hasSize(DAYS);
    assertThat(db.fetchCount(DECISION, DECISION.VERDICT.ne("ALLOWED"))).isZero();
    assertThat(given).allSatisfy((day, at) -> assertThat(at).isBeforeOrEqualTo(day));
    assertThat(given.get(LocalDate.of(2026, 12, 16))).as("a Wednesday").isEqualTo("2026-12-16");
    assertThat(given.get(LocalDate.of(2026, 12, 19))).as("a Saturday").isEqualTo("2026-12-18");
    assertThat(given.get(LocalDate.of(2026, 12, 20))).as("a Sunday").isEqualTo("2026-12-18");
    assertThat(given.get(LocalDate.of(2027, 1, 8))).as("in the holidays").isEqualTo("2026-12-30");
    NoticeDaysTest other = new NoticeDaysTest();
    assertThat(other.walk(other.started("ROBOT: 1, HOLD_OUT: 0"))).isEqualTo(given);
  }

  @Test
  void a_notice_for_whom_the_register_names_only_after_the_last_open_day_is_refused_by_name() {
    Campaign campaign = started("ROBOT: 1, HOLD_OUT: 0");
    clock.set(LocalDate.of(2026, 12, 19).atTime(11, 30).atZone(ZONE).toInstant());
    data.debtor("A1", LocalDate.of(2026, 11, 1));
    db.update(ACCOUNT).set(ACCOUNT.RESTRICTION_ON, LocalDate.of(2026, 12, 21)).execute();
    tick.run(campaign);
    var ruling = db.selectFrom(DECISION).fetchSingle();
    assertThat(ruling.getVerdict()).isEqualTo("REFUSED");
    assertThat(ruling.getRule()).isEqualTo("hours");
    assertThat(ruling.getWhy()).contains("its time passes before it may be placed");
  }
}
