package org.obzvon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The link to a message centre of somebody else's making ([ForeignCentre]), as health tells of it.
class ForeignCentreTest {
  private static final int WINDOW = 50;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder;

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
}
