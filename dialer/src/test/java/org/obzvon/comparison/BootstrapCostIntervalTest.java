package org.obzvon.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BootstrapCostIntervalTest {
  private static final ComparisonQuestion QUESTION = new ComparisonQuestion("A", 30, Map.of(), 1000);

  @Test
  void where_accounts_are_many_and_apart_resampling_and_fieller_agree_and_the_same_data_give_the_same() {
    Report report = report(0.4, 0.55);
    Interval fieller = report.comparison().pairs().getFirst().money().costPerPayer().interval();
    Interval sampled = report.sampledPrices().getFirst().interval();
    double width = fieller.high() - fieller.low();
    assertThat(sampled.low()).isCloseTo(fieller.low(), within(0.15 * width));
    assertThat(sampled.high()).isCloseTo(fieller.high(), within(0.15 * width));
    assertThat(report(0.4, 0.55).sampledPrices()).isEqualTo(report.sampledPrices());
  }

  @Test
  void where_nobody_more_pays_no_cost_is_told() {
    assertThat(report(0.4, 0.4).sampledPrices().getFirst().interval()).isEqualTo(Interval.NONE);
  }

  @Test
  void the_cost_of_one_more_payer_has_an_interval_only_beside_a_difference_that_is_shown() {
    ReportWords words = ReportWords.in(org.obzvon.register.Language.EN);
    Report shown = report(0.4, 0.55);
    assertThat(ReportTables.pairs(shown, words).getLast().getLast()).contains(" … ");
    assertThat(ComparisonVerdict.of(shown, words))
        .anyMatch(sentence -> sentence.startsWith("One more payer by B cost"));
    Report unshown = report(0.4, 0.41);
    assertThat(ReportTables.pairs(unshown, words).getLast().getLast()).isEqualTo("not shown");
    assertThat(ComparisonVerdict.of(unshown, words))
        .contains("What one more payer costs cannot be told for: B. That they brought more payers is not shown.");
    assertThat(PlainTextReport.of(unshown, words, true)).doesNotContain("by resampling households");
  }

  @Test
  void those_reached_look_better_than_contact_makes_them() {
    double naive = report(0.4, 0.4).findings().asTreated().getFirst().difference();
    assertThat(naive).isCloseTo(0.2, within(0.06));
  }

  /// Contacts cost 2 in arm B. Debtors who are willing to pay are reached more often, whatever the contact does.
  private static Report report(double base, double rate) {
    SplittableRandom random = new SplittableRandom(3);
    AccountTable table = new AccountTable(
        EnumSet.of(Column.EVENT, Column.DAYS, Column.PAID, Column.COST, Column.REACHED));
    for (int account = 0; account < 4000; account++) {
      boolean armB = account % 2 == 1;
      boolean pays = random.nextDouble() < (armB ? rate : base);
      boolean reached = armB && random.nextDouble() < (pays ? 0.65 : 0.35);
      table.add(
          new AccountRow("a" + account, "h" + account, armB ? "B" : "A",
              new AccountRow.End(pays ? FollowUpEnd.PAID : FollowUpEnd.CENSORED, pays ? 5 : 30),
              new AccountRow.Money(pays ? 100 : 0, armB ? 2 : 0), new AccountRow.Traits(reached, "", 0)));
    }
    return Report.ofFile(table, new Report.Asked(QUESTION, OptionalDouble.empty()), List.of());
  }
}
