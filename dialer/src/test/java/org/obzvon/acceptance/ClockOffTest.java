package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obzvon.console.LineTrouble;
import org.obzvon.console.Vitals.LineState;
import org.obzvon.fixture.StillVitals;
import org.obzvon.fixture.TestConsole;
import org.obzvon.register.Language;
import org.obzvon.staff.Role;

/// Tests how people and monitoring see an exchange whose clock is off.
@Tag("slow")
class ClockOffTest {
  @TempDir
  private Path folder;
  private TestConsole console;

  @BeforeEach
  void open() {
    LineState ahead = new LineState("east", true, 0, 10, Optional.of(LineTrouble.CLOCK_AHEAD.with(75)));
    LineState behind = new LineState("west", true, 0, 10, Optional.of(LineTrouble.CLOCK_BEHIND.with(8)));
    console = new TestConsole(folder, TestConsole.noon(), new StillVitals(List.of(ahead, behind), Map.of()));
  }

  @AfterEach
  void close() {
    console.close();
  }

  @ParameterizedTest
  @CsvSource({
    "EN, 'its clock is 75 s ahead of ours', 'its clock is 8 s behind ours'",
    "RO, 'ceasul ei merge înainte cu 75 s', 'ceasul ei rămâne în urmă cu 8 s'",
    "RU, 'её часы спешат на 75 с', 'её часы отстают на 8 с'"
  })
  void the_page_says_so_in_its_language(Language language, String ahead, String behind) {
    String page = console.signedIn(console.user("olga", Role.SUPERVISOR, language)).get("/exchanges").body();
    assertThat(page).contains(ahead, behind);
  }

  @Test
  void health_says_so_in_english() {
    assertThat(console.nobody().get("/health").body())
        .contains("its clock is 75 s ahead of ours", "its clock is 8 s behind ours");
  }
}
