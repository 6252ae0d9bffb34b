package org.obzvon.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.fixture.TestData.NOON;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obzvon.webhook.Courier.Answer;

@Tag("slow")
class DeliveryRetryRulesTest {
  private static final DeliveryRetryRules RULES = DeliveryRetryRules.USUAL;
  private static final Answer BROKEN = new Answer.Answered(500, "");

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 204, 299})
  void two_hundreds_have_arrived(int status) {
    assertThat(RULES.judge(new Answer.Answered(status, "ok"), 1, NOON)).isInstanceOf(DeliveryDecision.Arrived.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 400, 401, 404, 408, 429, 500, 503})
  void every_other_answer_is_tried_again(int status) {
    assertThat(RULES.judge(new Answer.Answered(status, ""), 1, NOON)).isInstanceOf(DeliveryDecision.Again.class);
  }

  @Test
  void no_answer_is_tried_again() {
    assertThat(RULES.judge(new Answer.NoAnswer("refused"), 3, NOON)).isInstanceOf(DeliveryDecision.Again.class);
  }

  @Test
  void gone_is_believed_at_once() {
    assertThat(RULES.judge(new Answer.Answered(410, ""), 1, NOON)).isInstanceOf(DeliveryDecision.GivenUp.class);
  }

  @Test
  void the_delays_grow_and_the_twelfth_failure_within_about_a_day_is_the_last() {
    List<Duration> waits = IntStream.rangeClosed(1, 11)
        .mapToObj(tries -> RULES.judge(BROKEN, tries, NOON))
        .map(verdict -> Duration.between(NOON, ((DeliveryDecision.Again) verdict).at()))
        .toList();
    assertThat(waits).isSorted().doesNotHaveDuplicates();
    assertThat(waits.stream().reduce(Duration.ZERO, Duration::plus))
        .isBetween(Duration.ofHours(23), Duration.ofHours(25));
    assertThat(RULES.judge(BROKEN, 12, NOON)).isInstanceOf(DeliveryDecision.GivenUp.class);
  }
}
