package org.obzvon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.SMS_MESSAGE;
import static org.obzvon.jooq.Tables.SMS_PART;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole way of a message, from the register to the stored report, through a message centre of somebody else's
/// making ([ForeignCentre]) over a line that breaks.
class ForeignCentreTest {
  private static final int MESSAGES = 10_000;
  private static final int WINDOW = 50;
  private static final int THROTTLE_EVERY = 97;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder;

  @Test
  void of_ten_thousand_messages_none_is_lost_and_none_is_doubled_though_the_centre_throttles_and_the_line_is_cut() {
    try (ForeignCentre centre = new ForeignCentre(THROTTLE_EVERY);
        FrailLine line = new FrailLine(centre.port());
        TextRun run =
            new TextRun(
                folder, new TextRun.Centre(line.port(), ForeignCentre.PASSWORD, WINDOW, Duration.ofSeconds(10), 20_000))) {
      run.plan(MESSAGES);
      run.awaitConnected();
      run.start();
      await().atMost(PATIENCE).until(() -> centre.count() > MESSAGES / 2);
      line.fallSilent();
      int heard = centre.count();
      await().atMost(PATIENCE).until(() -> centre.count() > heard + WINDOW / 5);
      line.cut();
      await().atMost(PATIENCE).until(() -> run.unanswered() > 0);

      awaitSettled(run, centre);
      run.later(Duration.ofHours(1)); // what was turned away while there was no link falls due
      awaitSettled(run, centre);
      run.later(Duration.ofHours(1)); // what was not heard of is asked for

      await().atMost(PATIENCE).untilAsserted(() -> assertThat(run.outcomes()).doesNotContainKey("OPEN"));
      assertThat(run.outcomes()).containsEntry("DELIVERED", MESSAGES).doesNotContainKey("LOST");
      assertThat(segmentsByPlace(centre)).hasSize(segmentsWritten(run)).allSatisfy((_, times) -> assertThat(times).isOne());
      assertThat(run.db().fetchCount(SMS_PART, SMS_PART.FATE.eq("DELIVERED"))).isEqualTo(centre.count());
      assertThat(run.db().select(DSL.countDistinct(ATTEMPT.CONTACT_ID)).from(ATTEMPT).where(ATTEMPT.OUTCOME.eq("DELIVERED"))
              .fetchSingle().value1())
          .isEqualTo(MESSAGES);
      assertThat(centre.throttled()).isPositive();
    }
  }

  @Test
  void a_wrong_password_is_told_plainly() {
    try (ForeignCentre centre = new ForeignCentre(0);
        TextRun run = new TextRun(folder, new TextRun.Centre(centre.port(), "wrong", WINDOW, Duration.ofSeconds(3), 100))) {
      await().atMost(PATIENCE).until(() -> run.state().trouble().orElse("").contains("password"));

      assertThat(run.state().connected()).isFalse();
      assertThat(run.state().trouble().orElseThrow()).contains("check 'password'", "0x0000000E").doesNotContain("wrong");
    }
  }

  @Test
  void a_line_that_falls_silent_is_noticed_left_and_bound_again() {
    try (ForeignCentre centre = new ForeignCentre(0);
        FrailLine line = new FrailLine(centre.port());
        TextRun run =
            new TextRun(
                folder, new TextRun.Centre(line.port(), ForeignCentre.PASSWORD, WINDOW, Duration.ofSeconds(2), 100))) {
      run.awaitConnected();
      line.fallSilent();

      await().atMost(PATIENCE).until(() -> !run.state().connected());
      assertThat(run.state().trouble()).isPresent();
      line.cut();
      run.awaitConnected();
      assertThat(run.state().trouble()).isEmpty();
    }
  }

  private static void awaitSettled(TextRun run, ForeignCentre centre) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(run.busy()).as("messages %s", run.messages()).isEmpty();
              assertThat(centre.waiting()).as("receipts that are not confirmed").isZero();
            });
  }

  private static Map<String, Integer> segmentsByPlace(ForeignCentre centre) {
    Map<String, Integer> segments = new HashMap<>();
    for (ForeignCentre.Taken taken : centre.taken()) {
      boolean joined = taken.octets().length > 6 && taken.octets()[0] == 5 && taken.octets()[1] == 0;
      segments.merge(taken.to() + "/" + (joined ? taken.octets()[5] : 1), 1, Integer::sum);
    }
    return segments;
  }

  private static int segmentsWritten(TextRun run) {
    return run.db().select(DSL.sum(SMS_MESSAGE.SEGMENTS)).from(SMS_MESSAGE).where(SMS_MESSAGE.STATE.eq("ENDED"))
        .fetchSingle().value1().intValue();
  }
}
