package org.obzvon.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final Question QUESTION = new Question("HOLD_OUT", 30, Map.of(), 5000);

  @Test
  void a_clear_difference_is_told_in_payers_of_a_hundred() {
    assertThat(Verdict.of(compare(600, 400, 1), QUESTION))
        .containsExactly("ROBOT against HOLD_OUT: 20.0 more of every 100 accounts paid within 30 days (95% interval "
            + "15.7 to 24.2, p adjusted for the number of comparisons below 0.0001).");
  }

  @Test
  void no_difference_is_told_with_what_remains_possible() {
    assertThat(Verdict.of(compare(405, 400, 1), QUESTION).getFirst())
        .contains("no difference is shown in payment within 30 days; per 100 accounts it may be anything from -3.8 to");
  }

  @Test
  void a_difference_that_only_large_households_make_is_not_told_as_one() {
    assertThat(Verdict.of(compare(460, 400, 1), QUESTION).getFirst()).contains("6.0 more of every 100");
    assertThat(Verdict.of(compare(460, 400, 20), QUESTION).getFirst()).contains("no difference is shown");
  }

  @Test
  void a_rehearsal_says_so_before_anything_else() {
    var facts = new CampaignAccounts.Facts("spring", true, "abc", Optional.of(Instant.EPOCH), Optional.empty());
    AccountTable table = table(600, 400, 1);
    var accounts = new CampaignAccounts(facts, table, Map.of(), List.of(), List.of());
    String text =
        ComparisonText.of(
            Analysis.of(table, QUESTION, List.of()),
            new ComparisonText.Asked(QUESTION, OptionalDouble.of(0.02)),
            Optional.of(accounts));
    assertThat(text).startsWith("SIMULATED");
    assertThat(text).contains("worse by 2.0 of 100 at most      shown");
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
