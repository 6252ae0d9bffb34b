package org.obzvon.bench;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obzvon.fixture.ForeignCentre;
import org.obzvon.fixture.TextRun;

/// Measures messages of one segment a second, from the queue to the stored acceptance by the centre, against the
/// client's library alone before and after it: same centre, same window. Both send some messages first, so that neither
/// is measured cold, and both begin with an empty window.
@Tag("bench")
class TextRateBench {
  private static final int BEFORE = 2_000;
  private static final int MESSAGES = 10_000;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir
  private Path folder;

  @ParameterizedTest
  @CsvSource({"10, 20", "50, 50", "50, 0"})
  void messages_through_the_whole_product_are_counted_beside_the_bare_client(int window, int answerMillis)
      throws Exception {
    Duration answerAfter = Duration.ofMillis(answerMillis);
    double before = bare(window, answerAfter);
    double product = product(window, answerAfter);
    double after = bare(window, answerAfter);
    double bare = (before + after) / 2;
    System.out.printf(
        Locale.ROOT,
        "window %d, answers after %d ms: bare client %.0f and %.0f messages/s, whole product %.0f, ratio %.2f%n",
        window, answerMillis, before, after, product, product / bare);
  }

  private static double bare(int window, Duration answerAfter) throws Exception {
    try (ForeignCentre centre = new ForeignCentre(0, answerAfter)) {
      BareSmppLoop client = new BareSmppLoop(centre.port(), ForeignCentre.LOGIN, ForeignCentre.PASSWORD, window);
      client.run(BEFORE);
      return client.run(MESSAGES);
    }
  }

  private double product(int window, Duration answerAfter) {
    try (ForeignCentre centre = new ForeignCentre(0, answerAfter);
        TextRun run = new TextRun(
            folder, new TextRun.Centre(centre.port(), ForeignCentre.PASSWORD, window, Duration.ofSeconds(60),
                20_000))) {
      run.plan(BEFORE, List.of("en"));
      run.awaitConnected();
      sent(run, centre, BEFORE);
      run.pause();
      run.plan(BEFORE + MESSAGES, List.of("en"));
      return MESSAGES / sent(run, centre, BEFORE + MESSAGES);
    }
  }

  /// Returns the seconds until so many messages are accepted.
  private static double sent(TextRun run, ForeignCentre centre, int messages) {
    long from = System.nanoTime();
    run.start();
    var patience = await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(20));
    patience.until(() -> centre.count() == messages);
    patience.until(() -> run.accepted() == messages);
    return Duration.ofNanos(System.nanoTime() - from).toMillis() / 1000.0;
  }
}
