package org.obzvon.comparison.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.obzvon.fixture.TestData.NOON;

import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.jooq.JooqCampaigns;
import org.obzvon.campaign.yaml.YamlDefinition;
import org.obzvon.campaign.yaml.YamlDefinitionTest;
import org.obzvon.comparison.BackgroundReports;
import org.obzvon.comparison.CampaignAccounts;
import org.obzvon.comparison.CampaignLedger;
import org.obzvon.comparison.CampaignReports;
import org.obzvon.comparison.CampaignTally;
import org.obzvon.comparison.Enrolled;
import org.obzvon.comparison.HouseholdHistory;
import org.obzvon.comparison.RateTable;
import org.obzvon.comparison.StoredReports;
import org.obzvon.document.BadInput;
import org.obzvon.document.yaml.YamlNode;
import org.obzvon.fixture.TestStore;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Language;

/// Tests how the page of a campaign gets its report: from the store, or from a run in the background.
@Tag("slow")
class BackgroundReportsTest {
  private final DSLContext db = TestStore.fresh();
  private final InstantSource clock = InstantSource.fixed(NOON);
  private final JooqCampaigns campaigns = new JooqCampaigns(db);
  private final JooqRegistrations registrations = new JooqRegistrations(db);
  private final StoredReports stored = new JooqStoredReports(db);
  private final Campaign campaign = campaigns.create(
      YamlDefinition.read(YamlNode.parse("c.yaml", YamlDefinitionTest.GOOD)), YamlDefinitionTest.GOOD, false, NOON);
  private final CampaignReports.Request asked = CampaignReports.Request.plain(
      campaign.name(), "HOLD_OUT", new RateTable(ZoneOffset.UTC, List.of()));
  private final AtomicInteger readings = new AtomicInteger();
  private final CountDownLatch released = new CountDownLatch(1);

  @AfterEach
  void let_every_run_end() {
    released.countDown();
  }

  private BackgroundReports reports(CampaignLedger ledger) {
    return new BackgroundReports(
        campaigns, new CampaignReports(campaigns, ledger, registrations, clock), stored,
        new BackgroundReports.Writer(
            report -> Map.of(
                Language.RU, "ru", Language.RO, "ro", Language.EN,
                report.comparison().arms().size() + " arms, reading " + readings.get()),
            _ -> "{}"),
        new BackgroundReports.Node("a", clock));
  }

  private CampaignAccounts accounts(CampaignTally.Reading reading, String... arms) {
    readings.incrementAndGet();
    CampaignTally tally = new CampaignTally(
        new CampaignAccounts.Facts(campaign.name(), false, "", Optional.of(NOON), Optional.empty()),
        new HouseholdHistory.Registers(Optional.empty(), false), reading);
    for (String arm : arms) {
      Enrolled account = new Enrolled(
          IdGenerator.next(), IdGenerator.next(), new Enrolled.Arm(arm, "ROBOT=50,HOLD_OUT=50"), "all",
          new Enrolled.Debt(BigDecimal.TEN, Currency.getInstance("RUB"), false, Optional.empty()), NOON);
      tally.add(
          new HouseholdHistory(
              List.of(account), List.of(), Map.of(), Map.of(),
              new HouseholdHistory.Watch(List.of(), List.of(), 0, Map.of()),
              new HouseholdHistory.Beside(Map.of(), List.of())));
    }
    return tally.close();
  }

  private CampaignAccounts accountsWhenReleased(CampaignTally.Reading reading) {
    try {
      released.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return accounts(reading, "ROBOT", "HOLD_OUT");
  }

  @Test
  void the_first_visit_shows_a_small_report_at_once_and_records_a_look() {
    BackgroundReports.Shown shown = reports(
        (_, reading, _) -> Optional.of(accounts(reading, "ROBOT", "HOLD_OUT"))).show(asked, Language.EN);
    assertThat(shown.page().orElseThrow().html()).isEqualTo("2 arms, reading 1");
    assertThat(shown.running()).isEmpty();
    assertThat(registrations.looks(campaign.id())).hasSize(1);
  }

  @Test
  void a_stored_report_is_shown_without_a_reading_and_without_a_look() {
    BackgroundReports reports = reports((_, reading, _) -> Optional.of(accounts(reading, "ROBOT", "HOLD_OUT")));
    reports.show(asked, Language.EN);
    assertThat(reports.show(asked, Language.EN).page().orElseThrow().html()).isEqualTo("2 arms, reading 1");
    assertThat(registrations.looks(campaign.id())).hasSize(1);
    reports.renew(asked);
    assertThat(reports.show(asked, Language.EN).page().orElseThrow().html()).isEqualTo("2 arms, reading 2");
    assertThat(registrations.looks(campaign.id())).hasSize(2);
  }

  @Test
  void a_long_report_is_made_once_while_every_visit_says_that_it_is_made() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    BackgroundReports here = reports(
        (_, reading, _) -> {
          begun.countDown();
          return Optional.of(accountsWhenReleased(reading));
        });
    assertThat(here.show(asked, Language.EN).running()).isPresent();
    begun.await();
    BackgroundReports elsewhere = reports((_, reading, _) -> Optional.of(accounts(reading, "ROBOT", "HOLD_OUT")));
    assertThat(elsewhere.show(asked, Language.EN).running()).isPresent();
    elsewhere.renew(asked);
    assertThat(readings).hasValue(0);
  }

  @Test
  void a_campaign_without_accounts_is_refused_and_asked_anew_at_the_next_visit() {
    BackgroundReports empty = reports((_, reading, _) -> Optional.of(accounts(reading)));
    assertThatThrownBy(() -> empty.show(asked, Language.EN)).isInstanceOf(BadInput.class);
    assertThat(
        reports((_, reading, _) -> Optional.of(accounts(reading, "ROBOT", "HOLD_OUT"))).show(asked, Language.EN).page())
        .isPresent();
  }

  @Test
  void a_report_that_failed_is_made_again_only_on_demand() {
    BackgroundReports failing = reports((_, _, _) -> {
      readings.incrementAndGet();
      throw new IllegalStateException("the disk is full");
    });
    assertThat(failing.show(asked, Language.EN).failure()).contains("the disk is full");
    assertThat(failing.show(asked, Language.EN).failure()).contains("the disk is full");
    assertThat(readings).hasValue(1);
    BackgroundReports works = reports((_, reading, _) -> Optional.of(accounts(reading, "ROBOT", "HOLD_OUT")));
    works.renew(asked);
    assertThat(works.show(asked, Language.EN).failure()).isEmpty();
  }

  @Test
  void an_unknown_campaign_is_refused() {
    assertThatThrownBy(
        () -> reports((_, _, _) -> Optional.empty()).show(
            CampaignReports.Request.plain("autumn", "HOLD_OUT", asked.rates()), Language.EN))
        .isInstanceOf(BadInput.class);
  }
}
