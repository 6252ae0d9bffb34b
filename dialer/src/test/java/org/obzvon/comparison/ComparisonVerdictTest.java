package org.obzvon.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.obzvon.register.Language;

class ComparisonVerdictTest {
  private static final ComparisonQuestion QUESTION = new ComparisonQuestion("HOLD_OUT", 30, Map.of(), 5000);

  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

  @Test
  void a_clear_difference_is_told_in_payers_of_a_hundred() {
    assertThat(verdict(600, 400, 1))
        .contains("The robot brought 15.7 to 24.2 more payers per 100 debtors than no contact within 30 days.");
  }

  @Test
  void no_difference_is_told_with_what_remains_possible() {
    assertThat(verdict(405, 400, 1).getFirst())
        .startsWith("Whether the robot or no contact brings more payers is not shown by these data (-3.8 to +4.8");
  }

  @Test
  void a_difference_that_only_large_households_make_is_not_told_as_one() {
    assertThat(verdict(460, 400, 1).getFirst()).contains("more payers per 100 debtors");
    assertThat(verdict(460, 400, 20).getFirst()).contains("not shown by these data");
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void a_rehearsal_says_so_before_anything_else_and_fits_a_screen(Language language) {
    ReportWords words = ReportWords.in(language);
    String text = PlainTextReport.of(rehearsal(0.02), words, false);
    assertThat(text).startsWith(words.say("simulated"));
    assertThat(text).contains(words.say("detail.notworse", words.hundredths(0.02)));
    assertThat(text.lines().count()).isLessThan(50);
    assertThat(text).doesNotContain("{0}").doesNotContain("NaN");
  }

  @Test
  void while_accounts_are_followed_only_the_interval_for_every_day_is_believed() {
    Comparison.RateDifference rate = compare(450, 400, 1).pairs().getFirst().rate();
    Interval last = AnalysisStage.LAST_READING.interval(rate, QUESTION, 1);
    Interval running = AnalysisStage.RUNNING.interval(rate, QUESTION, 1);
    assertThat(last.low()).isPositive();
    assertThat(running.low()).isNegative();
    assertThat(running.high() - running.low()).isGreaterThan(1.5 * (last.high() - last.low()));
  }

  /// The closed form gives, for 1,000 accounts in each arm, 0.4 against 0.4620; for 0.405 it needs 151,010 in each arm.
  @Test
  void a_difference_that_is_not_shown_stands_beside_the_one_that_this_size_would_have_shown() {
    assertThat(verdict(405, 400, 1).getFirst())
        .contains("In 80 % of cases these data would have shown 6.2 more payers per 100.")
        .containsPattern(
            "To show the 0\\.5 per 100 seen here in 80 % of cases, 300,?\\d{3} more households are missing");
  }

  @Test
  void households_whose_accounts_pay_alike_raise_the_difference_that_would_have_been_shown() {
    double single = report(460, 400, 1).detectable(report(460, 400, 1).comparison().pairs().getFirst()).difference();
    double large = report(460, 400, 20).detectable(report(460, 400, 20).comparison().pairs().getFirst()).difference();
    assertThat(large).isGreaterThan(3 * single);
  }

  @Test
  void error_spent_on_looks_is_named_only_where_there_was_an_interim_look() {
    assertThat(ComparisonVerdict.of(rehearsal(0.02), ReportWords.in(Language.EN)).getLast())
        .isEqualTo("Last reading: intervals of 96%, as the plan has it; nobody looked before.");
    assertThat(ComparisonVerdict.of(rehearsal(0.02, look(START.plus(Duration.ofDays(40)))), ReportWords.in(Language.EN))
        .getLast())
        .contains("nobody looked before");
    assertThat(ComparisonVerdict.of(rehearsal(0.02, look(START.plus(Duration.ofDays(10)))), ReportWords.in(Language.EN))
        .getLast())
        .isEqualTo("Last reading: intervals of 96%; 0.01 of the error was spent on the looks before.");
  }

  @Test
  void a_segment_in_which_hardly_anybody_was_tried_is_marked() {
    ReportWords words = ReportWords.in(Language.EN);
    assertThat(PlainTextReport.checks(rehearsal(0.02), words))
        .contains(
            "Few accounts were ever tried (under 30, or under 20 % of those assigned), so these segments say little:"
                + " the robot, early 3/400; the robot, late 40/300.");
    assertThat(new SegmentTries("ROBOT", "s", 60, 30).isFew()).isFalse();
  }

  private static Report report(int paidRobot, int paidHoldOut, int householdSize) {
    return Report.ofFile(
        table(paidRobot, paidHoldOut, householdSize), new Report.Asked(QUESTION, OptionalDouble.empty()), List.of());
  }

  private static List<String> verdict(int paidRobot, int paidHoldOut, int householdSize) {
    return ComparisonVerdict.of(report(paidRobot, paidHoldOut, householdSize), ReportWords.in(Language.EN));
  }

  private static Registrations.Look look(Instant freshTo) {
    return new Registrations.Look(
        freshTo, Optional.of(freshTo), new Registrations.Asked(30, PayerRule.ANY_PAYMENT), false, List.of(), List.of());
  }

  private static Report rehearsal(double margin, Registrations.Look... looks) {
    var facts = new CampaignAccounts.Facts("spring", true, "abc", Optional.of(Instant.EPOCH), Optional.empty());
    AccountTable table = table(600, 400, 1);
    var steps = new CampaignAccounts.Steps(1000, 900, 800, 700, 100, 50, 600);
    List<CampaignAccounts.Funnel> funnels = List.of(
        new CampaignAccounts.Funnel("HOLD_OUT", steps, Optional.empty()),
        new CampaignAccounts.Funnel("ROBOT", steps, Optional.empty()));
    CampaignActivity none = CampaignActivity.NONE;
    var following = new CampaignActivity.Following(0, Optional.of(START.plus(Duration.ofDays(30))),
        PayerRule.ALL_BUT_ONE_PERCENT);
    var tries = List.of(
        new SegmentTries("ROBOT", "early", 400, 3), new SegmentTries("ROBOT", "late", 300, 40),
        new SegmentTries("ROBOT", "middle", 300, 200));
    CampaignActivity story = new CampaignActivity(
        following, tries, none.splits(), none.debt(), none.promises(), none.reasons(), none.work());
    var accounts = new CampaignAccounts(facts, table, Map.of(), funnels, List.of(), story);
    return Report.ofCampaign(
        new Report.OfCampaign(accounts, List.of(), List.of(looks)),
        new Report.Asked(QUESTION, OptionalDouble.of(margin)));
  }

  private static Comparison compare(int paidRobot, int paidHoldOut, int householdSize) {
    return Analysis.of(table(paidRobot, paidHoldOut, householdSize), QUESTION, List.of());
  }

  /// Returns a thousand accounts in each arm; the payers come first, so the accounts of a large household are alike.
  private static AccountTable table(int paidRobot, int paidHoldOut, int householdSize) {
    AccountTable table = new AccountTable(EnumSet.of(Column.EVENT));
    for (int number = 0; number < 1000; number++) {
      table.add(row("ROBOT", number, number < paidRobot, householdSize));
      table.add(row("HOLD_OUT", number, number < paidHoldOut, householdSize));
    }
    return table;
  }

  private static AccountRow row(String arm, int number, boolean paid, int householdSize) {
    return new AccountRow(
        arm + number,
        arm + number / householdSize,
        arm,
        new AccountRow.End(paid ? FollowUpEnd.PAID : FollowUpEnd.CENSORED, 0),
        new AccountRow.Money(0, 0),
        new AccountRow.Traits(false, "", 0));
  }
}
