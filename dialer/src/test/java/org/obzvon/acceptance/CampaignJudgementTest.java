package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.obzvon.jooq.Tables.REGISTERED_PLAN;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.app.Adapters;
import org.obzvon.campaign.Campaign;
import org.obzvon.commands.CampaignControl;
import org.obzvon.comparison.CampaignReports;
import org.obzvon.comparison.PlainTextReport;
import org.obzvon.comparison.RegisteredPlan;
import org.obzvon.comparison.Report;
import org.obzvon.comparison.ReportWords;
import org.obzvon.comparison.AnalysisStage;
import org.obzvon.comparison.yaml.YamlRateFile;
import org.obzvon.config.InstalledContent;
import org.obzvon.config.Settings;
import org.obzvon.config.SettingsFile;
import org.obzvon.contact.Channel;
import org.obzvon.document.BadInput;
import org.obzvon.fixture.TestClock;
import org.obzvon.fixture.TestData;
import org.obzvon.fixture.TestStore;
import org.obzvon.register.Language;

/// Tests a campaign from its start to its report: the analysis plan is registered, changes and looks are recorded.
@Tag("slow")
class CampaignJudgementTest {
  private static final ReportWords WORDS = ReportWords.in(Language.EN);
  private static final int DEBTORS = 200;

  @TempDir
  Path folder;

  private final DSLContext store = TestStore.fresh();
  private final TestClock clock = new TestClock(TestData.NOON);
  private Adapters adapters;
  private CampaignControl control;

  @BeforeEach
  void debtors_are_in_the_register() {
    TestData data = new TestData(store);
    for (int number = 0; number < DEBTORS; number++) {
      data.debtor("D-" + number, LocalDate.of(2026, 11, 16));
    }
    Settings settings = SettingsFile.defaults(folder);
    adapters = new Adapters(store, settings, InstalledContent.load(settings), clock);
    control = adapters.control(Set.of(Channel.values()));
  }

  @Test
  void an_experiment_too_small_for_its_effect_starts_only_on_demand_and_the_report_says_so() throws IOException {
    Campaign campaign = control.create(file("30d", ", paid: 0.42, effect: 0.05"), false);
    assertThatThrownBy(() -> control.start(campaign, false))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("200 accounts")
        .hasMessageContaining("--underpowered-anyway");
    assertThat(control.named("spring").startedAt()).isEmpty();

    control.start(campaign, true);
    assertThat(text(report())).contains("STARTED ALTHOUGH TOO SMALL: the 200 accounts");
  }

  @Test
  void a_campaign_that_states_no_effect_or_one_it_can_show_starts_by_itself() throws IOException {
    Campaign campaign = control.create(file("30d", ", paid: 0.60, effect: 0.30"), false);
    control.start(campaign, false);
    assertThat(text(report())).contains("is unchanged").doesNotContain("TOO SMALL");
  }

  @Test
  void a_change_after_the_start_is_recorded_and_stands_on_the_report() throws IOException {
    Campaign campaign = control.create(file("30d", ""), false);
    control.start(campaign, false);
    assertThat(control.redefine(control.named("spring"), file("30d", ", reached: 0.4"))).isFalse();
    assertThat(control.redefine(control.named("spring"), file("14d", ""))).isTrue();

    Report report = report();
    assertThat(report.campaign().orElseThrow().versions()).hasSize(2);
    assertThat(report.asked().question().windowDays()).isEqualTo(14);
    assertThat(text(report)).contains("was CHANGED: 2026-11-18");
    String otherArms = Files.readString(file("14d", "")).replace("ROBOT: 50", "ROBOT: 60");
    Path other = Files.writeString(folder.resolve("other.yaml"), otherArms);
    assertThatThrownBy(() -> control.redefine(control.named("spring"), other)).hasMessageContaining("cannot change");
  }

  @Test
  void who_counts_as_a_payer_is_laid_down_and_changes_only_with_the_plan() throws IOException {
    control.start(control.create(file("30d", ""), false), false);
    assertThat(text(report()))
        .contains("A payer is an account that paid at least 99 % of what it owed when it was enrolled.");
    RegisteredPlan first = report().campaign().orElseThrow().versions().getFirst().plan();
    assertThat(first.text()).contains("measure: accounts that paid at least 0.99 of what they owed");

    assertThat(control.redefine(control.named("spring"), file("30d", ", payer: 0.99"))).isFalse();
    assertThat(control.redefine(control.named("spring"), file("30d", ", payer: 0.5"))).isTrue();
    assertThat(control.redefine(control.named("spring"), file("30d", ", reached: 0.4"))).isFalse();
    Report report = report();
    assertThat(text(report)).contains("paid at least 50 %").contains("was CHANGED");
    assertThat(report.campaign().orElseThrow().versions().getLast().plan().sha256()).isNotEqualTo(first.sha256());
    for (String bad : List.of("1.5", "-0.1", "0.99999", "all")) {
      assertThatThrownBy(() -> control.create(file("30d", ", payer: " + bad), false)).isInstanceOf(BadInput.class)
          .hasMessageContaining("payer");
    }
  }

  /// Campaigns that began before plans stated a share are in this state.
  @Test
  void a_plan_without_a_share_keeps_counting_any_payment_when_its_campaign_changes() throws IOException {
    control.start(control.create(file("30d", ""), false), false);
    String old = "measure: accounts that paid anything within 30 days";
    store.update(REGISTERED_PLAN).set(REGISTERED_PLAN.PAYER_SHARE, (BigDecimal) null)
        .set(REGISTERED_PLAN.PLAN, DSL.regexpReplaceFirst(REGISTERED_PLAN.PLAN,
            "measure: accounts that paid .* within 30 days", old))
        .execute();
    assertThat(text(report())).contains("A payer is an account that paid anything.");
    assertThat(control.redefine(control.named("spring"), file("30d", ", reached: 0.4"))).isFalse();
    assertThat(control.redefine(control.named("spring"), file("14d", ""))).isTrue();
    assertThat(report().campaign().orElseThrow().versions().getLast().plan().text())
        .contains("paid anything within 14");
  }

  @Test
  void every_look_is_noted_and_the_last_reading_waits_for_the_whole_window() throws IOException {
    control.start(control.create(file("30d", ""), false), false);
    Report first = report();
    assertThat(first.stage()).isEqualTo(AnalysisStage.RUNNING);
    assertThat(first.asked().question().expectedAccounts()).isEqualTo(DEBTORS);
    assertThat(text(first)).contains("are still within their 30 days").contains("however often one looks");

    clock.tick(Duration.ofDays(31));
    adapters.payments().take(List.of());
    Report second = report();
    assertThat(second.campaign().orElseThrow().looks()).hasSize(1);
    assertThat(second.stage()).isEqualTo(AnalysisStage.LAST_READING);
    assertThat(text(second)).contains("All 200 accounts were followed").contains("Looked at 1 times before");
  }

  private Report report() {
    adapters.tick().run(control.named("spring"));
    return adapters.reports()
        .make(CampaignReports.Request.plain("spring", "HOLD_OUT", new YamlRateFile().shipped()));
  }

  private static String text(Report report) {
    return PlainTextReport.of(report, WORDS, true);
  }

  private Path file(String window, String goals) throws IOException {
    return Files.writeString(folder.resolve("spring.yaml"), """
        name: spring
        experiment: {name: spring, seed: spring, arms: {ROBOT: 50, HOLD_OUT: 50}}
        segments:
          - {name: all, service-state: active, legal-entity: no, arrears-at-least: 1}
        ladder:
          - {from: debt, day: 3, at: "10:00", expires-after: 2d, arms: [ROBOT], channel: robot, script: payment-active}
        policy: ru-230fz-overdue
        calendar: {from: 2026-11-01, until: 2026-12-31}
        dialling: {caller-id: "+74950000000", ring: 30s, lines: 20}
        retry: {attempts-at-most: 3}
        goals: {window: %s%s}
        """.formatted(window, goals));
  }
}
