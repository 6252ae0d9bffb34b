package org.obzvon.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.console.RehearsalRun.Effect;
import org.obzvon.console.RehearsalRun.Plan;
import org.obzvon.console.RehearsalRun.Result;

/// Tests a small rehearsal: the whole way from the register to the comparison over AMI and FastAGI.
@Tag("slow")
class DemoRunTest {

  private static Result run(long seed) {
    List<Integer> days = new ArrayList<>();
    try (DemoRun run = new DemoRun()) {
      Result result = run.run(new Plan(60, seed, Effect.PUBLISHED), day -> days.add(day.index()));
      assertThat(days).hasSize(30).isSorted();
      assertThat(run.configuration()).exists();
      return result;
    }
  }

  @Test
  void a_rehearsal_keeps_every_rule_and_gives_the_same_for_the_same_seed() {
    Result first = run(7);
    assertThat(first.size().debtors()).isEqualTo(60);
    assertThat(first.outcomes().get("HOLD_OUT")).isEmpty();
    assertThat(first.outcomes().get("ROBOT")).isNotEmpty();
    assertThat(first.outcomes().values()).allSatisfy(counts -> assertThat(counts).doesNotContainKeys("OPEN", "LOST"));
    assertThat(first.findings().rows()).isPositive();
    assertThat(first.findings().violations()).isEmpty();
    assertThat(first.report().campaign().orElseThrow().accounts().facts().simulated()).isTrue();
    Result again = run(7);
    assertThat(again.outcomes()).isEqualTo(first.outcomes());
    assertThat(again.report().comparison()).hasToString(first.report().comparison().toString());
  }
}
