package org.obzvon.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeastSoFarTest {
  private static final ComparisonQuestion QUESTION = new ComparisonQuestion("A", 30, Map.of(), 100);

  private static final Registrations.Asked ASKED = new Registrations.Asked(30, PayerRule.ANY_PAYMENT);

  @Test
  void the_smallest_p_of_all_looks_counts() {
    double now = p(LeastSoFar.of(comparison(), List.of(), ASKED));
    assertThat(now).isBetween(0.001, 1.0);
    assertThat(p(LeastSoFar.of(comparison(), List.of(look(30, false, 1e-4), look(30, false, 0.7)), ASKED)))
        .isEqualTo(1e-4);
    assertThat(p(LeastSoFar.of(comparison(), List.of(look(30, false, 1)), ASKED))).isEqualTo(now);
  }

  @Test
  void a_look_that_was_withheld_or_asked_for_another_window_does_not_count() {
    List<Registrations.Look> others = List.of(look(14, false, 1e-4), look(30, true, 1e-4), look(30, false, Double.NaN));
    assertThat(p(LeastSoFar.of(comparison(), others, ASKED))).isEqualTo(p(comparison()));
  }

  private static double p(Comparison comparison) {
    return comparison.pairs().getFirst().rate().tests().anytimeP();
  }

  private static Registrations.Look look(int window, boolean withheld, double p) {
    return new Registrations.Look(
        Instant.EPOCH, Optional.empty(), new Registrations.Asked(window, PayerRule.ANY_PAYMENT), withheld, List.of(),
        List.of(new Registrations.Difference("B", "A", 0.1, Interval.NONE, p)));
  }

  private static Comparison comparison() {
    AccountTable table = new AccountTable(EnumSet.of(Column.EVENT));
    for (int account = 0; account < 200; account++) {
      boolean armB = account % 2 == 1;
      table.add(
          new AccountRow("a" + account, "h" + account, armB ? "B" : "A",
              new AccountRow.End(account % 20 < (armB ? 13 : 8) ? FollowUpEnd.PAID : FollowUpEnd.CENSORED, 0),
              new AccountRow.Money(0, 0), new AccountRow.Traits(false, "", 0)));
    }
    return Analysis.of(table, QUESTION, List.of());
  }
}
