package org.obzvon.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.campaign.Arm;
import org.obzvon.campaign.Experiment;
import org.obzvon.rehearsal.Debtor;
import org.obzvon.rehearsal.Effects;
import org.obzvon.rehearsal.PotentialPayDays;
import org.obzvon.rehearsal.Population;
import org.obzvon.rehearsal.Randomisation;

/// Tests simulated debtors whose true effects are known, drawn into arms as a campaign draws them, without calls. Every
/// build makes the short runs, the benchmark the long ones.
@Tag("slow")
class RehearsedTruthTest {
  private static final LocalDate START = LocalDate.of(2026, 3, 2);
  private static final List<Arm> ARMS = List.of(new Arm("ROBOT", 30), new Arm("OPERATOR", 20), new Arm("SMS", 20),
      new Arm("HOLD_OUT", 30));
  private static final Map<String, Double> WEIGHTS = Map.of("ROBOT", 30.0, "OPERATOR", 20.0, "SMS", 20.0, "HOLD_OUT",
      30.0);

  /// The effects above the hold-out that [Effects#published()] states.
  private static final Map<String, Double> TRUTH = Map.of("ROBOT", 0.05, "OPERATOR", 0.10, "SMS", 0.03);

  @Test
  void looking_every_day_where_contact_does_nothing_seldom_finds_anything() {
    assertThat(falseFindings(100)).isLessThanOrEqualTo(0.05);
  }

  @Test
  @Tag("bench")
  void looking_every_day_where_contact_does_nothing_seldom_finds_anything_in_two_thousand_runs() {
    double share = falseFindings(2000);
    System.out.printf("daily looks at equal arms, 2,000 runs: %.2f %% found something%n", share * 100);
    assertThat(share).isLessThanOrEqualTo(0.05);
  }

  @Test
  void the_interval_holds_the_truth_about_as_often_as_it_says() {
    assertThat(coverage(60)).isBetween(0.89, 0.99);
  }

  @Test
  @Tag("bench")
  void the_interval_holds_the_truth_as_often_as_it_says_in_five_hundred_runs() {
    double share = coverage(500);
    System.out.printf("known effect, 500 runs of three arms: %.2f %% of the 95 %% intervals hold it%n", share * 100);
    assertThat(share).isBetween(0.93, 0.97);
  }

  @Test
  void a_meddled_draw_is_withheld() {
    for (int seed = 1; seed <= 5; seed++) {
      Report report = report(seed, 10_000, Effects.published(), Randomisation.BROKEN);
      assertThat(report.withheld()).as("seed %d", seed).isTrue();
    }
  }

  @Test
  @Tag("bench")
  void a_meddled_draw_is_withheld_always() {
    for (int seed = 1; seed <= 100; seed++) {
      Report report = report(seed, 10_000, Effects.published(), Randomisation.BROKEN);
      assertThat(report.withheld()).as("seed %d", seed).isTrue();
    }
  }

  /// Returns the share of runs in which, on any of thirty days, the 95 % any-time interval of any arm excludes zero.
  /// Three arms share the error.
  private static double falseFindings(int runs) {
    int found = 0;
    for (int seed = 1; seed <= runs; seed++) {
      AccountTable table = table(seed, 800, Effects.none(), Randomisation.SOUND);
      ComparisonQuestion question = question();
      double effect = IntraclassCorrelation.of(Clusters.of(table, 30), ARMS.size()).designEffect();
      boolean any = DailyDifferences.of(table, question, 0.05 / 3, effect).stream()
          .flatMap(line -> line.days().stream())
          .anyMatch(day -> day.anytime().isKnown() && !day.anytime().contains(0));
      found += any ? 1 : 0;
    }
    return found / (double) runs;
  }

  private static double coverage(int runs) {
    int held = 0;
    for (int seed = 1; seed <= runs; seed++) {
      Report report = report(seed, 2000, Effects.published(), Randomisation.SOUND);
      for (Comparison.Pair pair : report.againstBaseline()) {
        held += report.interval(pair).contains(TRUTH.get(pair.arm())) ? 1 : 0;
      }
    }
    return held / (3.0 * runs);
  }

  private static ComparisonQuestion question() {
    return new ComparisonQuestion("HOLD_OUT", 30, WEIGHTS, 500);
  }

  private static Report report(int seed, int debtors, Effects effects, Randomisation randomisation) {
    return Report.ofFile(
        table(seed, debtors, effects, randomisation), new Report.Asked(question(), OptionalDouble.empty()), List.of());
  }

  private static AccountTable table(int seed, int debtors, Effects effects, Randomisation randomisation) {
    PotentialPayDays payDays = new PotentialPayDays(new Population(seed, debtors, START), effects);
    Experiment experiment = new Experiment("truth", "truth-" + seed, ARMS);
    AccountTable table = new AccountTable(EnumSet.of(Column.EVENT, Column.DAYS));
    for (Debtor debtor : payDays.population().debtors()) {
      String household = debtor.contract().household();
      String arm = randomisation.kept(payDays, debtor, experiment.draw(household).arm());
      OptionalInt day = payDays.dayOf(debtor, arm);
      var end = new AccountRow.End(day.isPresent() ? FollowUpEnd.PAID : FollowUpEnd.CENSORED, day.orElse(30));
      table.add(
          new AccountRow(debtor.contract().account(), household, arm, end, new AccountRow.Money(0, 0),
              new AccountRow.Traits(false, "", 0)));
    }
    return table;
  }
}
