package org.obzvon.console.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obzvon.document.BadInput;
import picocli.CommandLine;

class PlanCommandTest {
  private final List<Exception> refused = new ArrayList<>();

  /// ((1.95996·√(0.79·0.605) + 0.84162·√(0.2331 + 0.2436)) / 0.05)² = 1,499.4 an arm.
  @Test
  void it_tells_households_of_each_arm_the_duration_and_the_smallest_effect() {
    String text = run("--baseline", "0.37", "--effect", "0.05", "--inflow", "100");
    assertThat(text).containsPattern("HOLD_OUT +1,500 households +1,500 accounts");
    assertThat(text).contains("after 30 days; with the window it ends after 60.");
    assertThat(text).containsPattern("2,999 accounts +5.0\n");
  }

  @Test
  void arms_of_unequal_size_and_shared_households_are_counted() {
    String text =
        run("--baseline", "0.37", "--effect", "0.05", "--weights", "HOLD_OUT=30,ROBOT=50,SMS=20",
            "--accounts-per-household", "2", "--icc", "0.3", "--sequential");
    assertThat(text).contains("shared by 3 comparisons; the interval for daily looks; design effect 1.30");
    assertThat(text).contains("SMS").contains("together");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--effect=0", "--effect=0.7", "--power=1", "--icc=2", "--reach=0", "--arms=1", "--weights=A=1"})
  void what_makes_no_experiment_is_refused(String option) {
    assertThat(run("--baseline=0.37", "--effect=0.05", option)).isEmpty();
    assertThat(refused).singleElement().isInstanceOf(BadInput.class);
  }

  private String run(String... options) {
    StringWriter out = new StringWriter();
    CommandLine command = new CommandLine(new PlanCommand()).setOverwrittenOptionsAllowed(true);
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
