package org.obzvon.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/// Tests eight households of five accounts, four in each arm; the expected numbers come from R.
class ClusterRobustTest {
  private static final String[] PAID = {
    "10001", "00100", "11010", "00010", "11101", "10100", "11011", "01010"
  };

  @Test
  void the_standard_error_by_households_agrees_with_r() {
    AccountTable table = new AccountTable(EnumSet.of(Column.EVENT));
    for (int household = 0; household < 8; household++) {
      for (int member = 0; member < 5; member++) {
        FollowUpEnd event = PAID[household].charAt(member) == '1' ? FollowUpEnd.PAID : FollowUpEnd.CENSORED;
        table.add(
            new AccountRow(household + "-" + member, "h" + household, household < 4 ? "BASE" : "TREATED",
                new AccountRow.End(event, 0), new AccountRow.Money(0, 0), new AccountRow.Traits(false, "", 0)));
      }
    }
    Clusters clusters = Clusters.of(table, 30);
    ClusterRobust result = ClusterRobust.difference(clusters, 1, 0);
    assertThat(result.se()).isCloseTo(.1406884, within(1e-7));
    assertThat(result.plain()).isCloseTo(.1299038, within(1e-7));
    assertThat(.25 / result.se()).isCloseTo(1.77698, within(1e-5));
    assertThat(result.p(.25)).isCloseTo(.1188189, within(1e-7));
    assertThat(result.households()).isEqualTo(8);
  }

  @Test
  void one_household_in_an_arm_cannot_tell_how_households_differ() {
    AccountTable table = new AccountTable(EnumSet.of(Column.EVENT));
    for (int account = 0; account < 12; account++) {
      table.add(
          new AccountRow("a" + account, account < 4 ? "h" : "h" + account, account < 4 ? "BASE" : "TREATED",
              new AccountRow.End(account % 2 == 0 ? FollowUpEnd.PAID : FollowUpEnd.CENSORED, 0),
              new AccountRow.Money(0, 0),
              new AccountRow.Traits(false, "", 0)));
    }
    assertThat(ClusterRobust.difference(Clusters.of(table, 30), 1, 0).se()).isNaN();
  }

  @Test
  void without_households_the_corrections_of_the_residuals_agree_with_r() {
    double[][] x = new double[40][];
    double[] y = new double[40];
    for (int row = 0; row < 40; row++) {
      x[row] = new double[]{1, row < 20 ? 0 : 1};
      y[row] = PAID[row / 5].charAt(row % 5) - '0';
    }
    Regression fit = Regression.fit(x, y);
    assertThat(fit.coefficient(1)).isCloseTo(.25, within(1e-12));
    assertThat(fit.standardError(1, Regression.Spread.EQUAL)).isCloseTo(.1568606, within(1e-7));
    assertThat(fit.standardError(1, Regression.Spread.HC2)).isCloseTo(.1568606, within(1e-7));
    assertThat(fit.standardError(1, Regression.Spread.HC3)).isCloseTo(.1609356, within(1e-7));
  }

  @Test
  void means_of_households_agree_with_r() {
    Sample base = Sample.ofSums(4, 1.4, .16 + .04 + .36 + .04);
    Sample arm = Sample.ofSums(4, 2.4, .64 + .16 + .64 + .16);
    double t = (arm.mean() - base.mean()) / Welch.difference(arm, base, .95).se();
    assertThat(t).isCloseTo(1.6666667, within(1e-6));
    assertThat(Student.twoSided(t, 6)).isCloseTo(.1466296, within(1e-6));
  }

  @Test
  void the_design_effect_is_one_when_members_are_strangers() {
    assertThat(ClusterRobust.designEffect(5, 0, 0)).isEqualTo(1);
    assertThat(ClusterRobust.designEffect(5, 0, .25)).isEqualTo(2);
    assertThat(ClusterRobust.designEffect(5, 1, .1)).isCloseTo(1.9, within(1e-12));
  }
}
