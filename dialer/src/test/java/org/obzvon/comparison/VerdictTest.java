package org.obzvon.comparison;

import static org.assertj.core.api.Assertions.assertThat;

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

class VerdictTest {
  private static final Question QUESTION = new Question("HOLD_OUT", 30, Map.of(), 5000);

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
    String text = ComparisonText.of(rehearsal(0.02), words, false);
    assertThat(text).startsWith(words.say("simulated"));
    assertThat(text).contains(words.say("detail.notworse", words.hundredths(0.02)));
    assertThat(text.lines().count()).isLessThan(50);
    assertThat(text).doesNotContain("{0}").doesNotContain("NaN");
  }

  @Test
  void while_accounts_are_followed_only_the_interval_for_every_day_is_believed() {
    Comparison.RateDifference rate = compare(450, 400, 1).pairs().getFirst().rate();
    Interval last = Stage.LAST_READING.interval(rate, QUESTION, 1);
    Interval running = Stage.RUNNING.interval(rate, QUESTION, 1);
    assertThat(last.low()).isPositive();
    assertThat(running.low()).isNegative();
    assertThat(running.high() - running.low()).isGreaterThan(1.5 * (last.high() - last.low()));
  }

  private static List<String> verdict(int paidRobot, int paidHoldOut, int householdSize) {
    Report report =
        Report.ofFile(
            table(paidRobot, paidHoldOut, householdSize), new Report.Asked(QUESTION, OptionalDouble.empty()),
            List.of());
    return Verdict.of(report, ReportWords.in(Language.EN));
  }

  private static Report rehearsal(double margin) {
    var facts = new CampaignAccounts.Facts("spring", true, "abc", Optional.of(Instant.EPOCH), Optional.empty());
    AccountTable table = table(600, 400, 1);
    var steps = new CampaignAccounts.Steps(1000, 900, 800, 700, 100, 50, 600);
    List<CampaignAccounts.Funnel> funnels =
        List.of(
            new CampaignAccounts.Funnel("HOLD_OUT", steps, Optional.empty()),
            new CampaignAccounts.Funnel("ROBOT", steps, Optional.empty()));
    var accounts = new CampaignAccounts(facts, table, Map.of(), funnels, List.of(), CampaignStory.NONE);
    return Report.ofCampaign(
        new Report.OfCampaign(accounts, List.of(), List.of()),
        new Report.Asked(QUESTION, OptionalDouble.of(margin)));
  }

  private static Comparison compare(int paidRobot, int paidHoldOut, int householdSize) {
    return Analysis.of(table(paidRobot, paidHoldOut, householdSize), QUESTION, List.of());
  }

  /// A thousand accounts in each arm; the payers stand first, so large households are alike.
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
        new AccountRow.End(paid ? Event.PAID : Event.CENSORED, 0),
        new AccountRow.Money(0, 0),
        new AccountRow.Traits(false, "", 0));
  }
}
