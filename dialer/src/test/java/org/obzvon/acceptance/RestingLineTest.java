package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
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
import org.obzvon.call.LineChange.Why;
import org.obzvon.call.OpenBreaker;
import org.obzvon.console.Vitals.LineState;
import org.obzvon.fixture.StillVitals;
import org.obzvon.fixture.TestConsole;
import org.obzvon.register.Language;
import org.obzvon.staff.Role;

/// Tests how people and monitoring see a line that rests.
@Tag("slow")
class RestingLineTest {
  private static final OpenBreaker REST = new OpenBreaker(Instant.parse("2026-11-24T11:30:00Z"), Why.FAULTS,
      "EXCHANGE, SIP 403");

  @TempDir
  private Path folder;
  private TestConsole console;

  @BeforeEach
  void open() {
    LineState rests = new LineState("west", true, 0, 10, Optional.empty(), Optional.of(REST));
    console = new TestConsole(
        folder, TestConsole.noon(),
        new StillVitals(List.of(new LineState("east", true, 3, 20), rests), Map.of()));
  }

  @AfterEach
  void close() {
    console.close();
  }

  @ParameterizedTest
  @CsvSource({
    "EN, rests, calls fail one after the other and none rings",
    "RO, în repaus, apelurile eșuează unul după altul și niciunul nu sună",
    "RU, отдыхает, 'вызовы срываются один за другим, ни один не дозванивается'"
  })
  void the_page_names_it_and_says_since_when_and_why(Language language, String state, String why) {
    String page = console.signedIn(console.user("olga", Role.SUPERVISOR, language)).get("/exchanges").body();
    assertThat(page).containsOnlyOnce(state).contains(why, "EXCHANGE, SIP 403");
    assertThat(page.indexOf("west")).isLessThan(page.indexOf(state));
  }

  @Test
  void health_is_degraded_and_says_since_when_and_why() {
    HttpResponse<String> health = console.nobody().get("/health");
    assertThat(health.statusCode()).as("a restart would mend nothing").isEqualTo(200);
    assertThat(health.body()).contains("DEGRADED", "2026-11-24T11:30:00Z", "FAULTS", "EXCHANGE, SIP 403");
  }

  @Test
  void metrics_say_which_line_rests() {
    assertThat(console.nobody().get("/prometheus").body())
        .contains("obzvon_line_rests{line=\"west\"} 1.0", "obzvon_line_rests{line=\"east\"} 0.0");
  }
}
