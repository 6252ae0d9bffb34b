package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.document.Sentence;
import org.obzvon.fixture.ForeignCentre;
import org.obzvon.fixture.FrailLine;
import org.obzvon.fixture.TextBook;
import org.obzvon.fixture.TextRun;

/// Tests the whole way of a message, from the register to the stored delivery report, through a third-party message
/// centre ([ForeignCentre]) over a line that breaks.
@Tag("slow")
class ForeignCentreTest {
  private static final int MESSAGES = 10_000;
  private static final int WINDOW = 50;
  /// The octets of a refusal; all other answers are longer.
  private static final int SHORTEST_ANSWER = 16;
  private static final int THROTTLE_EVERY = 97;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir
  private Path folder;

  @Test
  void of_ten_thousand_messages_none_is_lost_and_none_is_doubled_though_the_centre_throttles_and_the_line_is_cut() {
    try (ForeignCentre centre = new ForeignCentre(THROTTLE_EVERY);
        FrailLine line = new FrailLine(centre.port());
        TextRun run = new TextRun(
            folder, new TextRun.Centre(line.port(), ForeignCentre.PASSWORD, WINDOW, Duration.ofSeconds(10),
                20_000))) {
      run.plan(MESSAGES);
      run.awaitConnected();
      run.start();
      await().atMost(PATIENCE).until(() -> centre.count() > MESSAGES / 2);
      line.fallSilent();
      await().atMost(PATIENCE).until(() -> line.swallowed() > WINDOW / 2 * SHORTEST_ANSWER);
      line.cut();
      await().atMost(PATIENCE).until(() -> run.unanswered() > 0);

      awaitSettled(run, centre);
      run.later(Duration.ofHours(1)); // messages refused while there was no link fall due
      awaitSettled(run, centre);
      run.later(Duration.ofHours(60)); // messages without a report are given up
      await().atMost(PATIENCE)
          .untilAsserted(() -> assertThat(new TextBook(run.db()).outcomes()).doesNotContainKey("OPEN"));

      TextBook book = new TextBook(run.db());
      Map<String, List<Integer>> taken = centre.segmentsByNumber();
      Map<String, Integer> unheard = book.ended("UNKNOWN");
      assertThat(book.ended("DELIVERED").size() + unheard.size()).isEqualTo(MESSAGES);
      assertThat(taken.values()).as("segments of one message")
          .allSatisfy(places -> assertThat(places).doesNotHaveDuplicates());
      assertThat(book.ended("DELIVERED"))
          .allSatisfy((number, segments) -> assertThat(taken.get(number)).hasSize(segments));
      // Messages that were on their way when the line was cut never came to the centre. The product cannot know that
      // and does not send them again. There are no more of them than the window holds, and the centre's store lacks a
      // segment of each.
      assertThat(unheard).hasSizeLessThanOrEqualTo(WINDOW)
          .allSatisfy(
              (number, segments) -> assertThat(taken.getOrDefault(number, List.of())).hasSizeLessThan(segments));
      assertThat(book.confirmedSegments()).isEqualTo(centre.count());
      assertThat(book.contactsWith("DELIVERED") + book.contactsWith("LOST")).isEqualTo(MESSAGES);
      assertThat(centre.throttled()).isPositive();
      System.out.printf(
          Locale.ROOT,
          "%d messages, %d turned away by throttling, line cut once: %d segments at the centre, %d receipts matched, %d"
              + " messages delivered, %d lost (the centre lacks a segment of each), 0 segments twice%n",
          MESSAGES, centre.throttled(), centre.count(), book.confirmedSegments(), book.ended("DELIVERED").size(),
          unheard.size());
    }
  }

  @Test
  void a_wrong_password_is_told_plainly() {
    try (ForeignCentre centre = new ForeignCentre(0);
        TextRun run = new TextRun(folder,
            new TextRun.Centre(centre.port(), "wrong", WINDOW, Duration.ofSeconds(3), 100))) {
      await().atMost(PATIENCE)
          .until(() -> run.state().trouble().map(Sentence::english).orElse("").contains("password"));

      assertThat(run.state().connected()).isFalse();
      assertThat(run.state().trouble().orElseThrow().english()).contains("check 'password'", "0x0000000E")
          .doesNotContain("wrong");
    }
  }

  @Test
  void a_line_that_falls_silent_is_noticed_left_and_bound_again() {
    try (ForeignCentre centre = new ForeignCentre(0);
        FrailLine line = new FrailLine(centre.port());
        TextRun run = new TextRun(
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
              assertThat(run.busy()).as("messages %s", new TextBook(run.db()).messages()).isEmpty();
              assertThat(centre.waiting()).as("receipts that are not confirmed").isZero();
            });
  }
}
