package org.obzvon.console.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obzvon.comparison.yaml.YamlRateFile;
import org.obzvon.document.BadInput;
import picocli.CommandLine;

class ExperimentPlanCommandTest {
  private final List<Exception> refused = new ArrayList<>();

  /// The formula gives ((1.95996·√(0.79·0.605) + 0.84162·√(0.2331 + 0.2436)) / 0.05)² = 1,499.4 an arm.
  @Test
  void it_tells_households_of_each_arm_the_duration_and_the_smallest_effect() {
    String text = run("--baseline", "0.37", "--effect", "0.05", "--inflow", "100");
    assertThat(text).containsPattern("HOLD_OUT +1,500 households +1,500 accounts");
    assertThat(text).contains("after 30 days; with the window it ends after 60.");
    assertThat(text).containsPattern("2,999 accounts +5.0\n");
  }

  @Test
  void arms_of_unequal_size_and_shared_households_are_counted() {
    String text = run("--baseline", "0.37", "--effect", "0.05", "--weights", "HOLD_OUT=30,ROBOT=50,SMS=20",
        "--accounts-per-household", "2", "--icc", "0.3", "--sequential");
    assertThat(text).contains("shared by 3 comparisons; the interval for daily looks; design effect 1.30");
    assertThat(text).contains("SMS").contains("together");
  }

  /// A robot's call in roubles costs: 3 placed at 0.48; 1.2 answered, a minute each at 1.80. Messages cost: 2 of 2
  /// segments at 4.50.
  @Test
  void it_tells_what_the_contacts_cost_with_the_prices_of_the_comparison() {
    String text = run("--baseline", "0.37", "--effect", "0.05", "--weights",
        "HOLD_OUT=1,ROBOT=1,OPERATOR=1,SMS=1,MIX=1",
        "--currency", "RUB");
    assertThat(text).contains("Contacts cost, in RUB with the prices from 2025-10-01:");
    assertThat(text).containsPattern("HOLD_OUT +0\\.00 an account");
    assertThat(text).containsPattern("ROBOT +3\\.60 an account .* 72\\.00 for one more payer");
    assertThat(text).containsPattern("OPERATOR +31\\.68 an account");
    assertThat(text).containsPattern("SMS +18\\.00 an account");
    assertThat(text).containsPattern("MIX +not known: name an arm ROBOT");
    assertThat(run("--baseline", "0.37", "--effect", "0.05", "--currency", "RUB", "--on", "2025-09-30", "--weights",
        "HOLD_OUT=1,ROBOT=1")).containsPattern("ROBOT +2\\.16 an account");
  }

  @Test
  void it_says_who_counts_as_a_payer() {
    assertThat(run("--baseline", "0.37", "--effect", "0.05")).contains("paid at least 99 % of what it owed");
    assertThat(run("--baseline", "0.37", "--effect", "0.05", "--payer", "0"))
        .contains("A payer is an account that paid anything.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--currency=XXY", "--currency=JPY", "--rates=none.yaml", "--answered=1.1", "--calls=-1",
    "--payer=2",
    "--talk=4000", "--on=2026-01-01"})
  void costs_that_cannot_be_told_are_refused_before_anything_is_printed(String option) {
    assertThat(run("--baseline=0.37", "--effect=0.05", option)).isEmpty();
    assertThat(refused).singleElement().isInstanceOf(BadInput.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--effect=0", "--effect=0.7", "--power=1", "--icc=2", "--reach=0", "--arms=1",
    "--weights=A=1"})
  void what_makes_no_experiment_is_refused(String option) {
    assertThat(run("--baseline=0.37", "--effect=0.05", option)).isEmpty();
    assertThat(refused).singleElement().isInstanceOf(BadInput.class);
  }

  private String run(String... options) {
    StringWriter out = new StringWriter();
    CommandLine command = new CommandLine(
        new ExperimentPlanCommand(new YamlRateFile(), InstantSource.fixed(Instant.parse("2026-03-02T12:00:00Z"))))
        .setOverwrittenOptionsAllowed(true);
    command.setOut(new PrintWriter(out));
    command.setExecutionExceptionHandler(
        (failure, _, _) -> {
          refused.add(failure);
          return 2;
        });
    command.execute(options);
    return out.toString();
  }
}
