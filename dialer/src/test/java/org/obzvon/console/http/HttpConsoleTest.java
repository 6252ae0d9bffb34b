package org.obzvon.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.alert.AlertMails;
import org.obzvon.console.Vitals;
import org.obzvon.contact.ContactState;
import org.obzvon.fixture.TestConsole;
import org.obzvon.policy.DeadNumberDoubts;

@Tag("slow")
class HttpConsoleTest {
  @TempDir
  private Path folder;
  private boolean connected = true;
  private List<DeadNumberDoubts.Doubt> doubted = List.of();
  private Optional<Instant> restored = Optional.empty();
  private Optional<AlertMails.State> mail = Optional.empty();

  private final Vitals vitals = new Vitals() {
    @Override
    public List<LineState> lines() {
      return List.of(new LineState("pbx", connected, 3, 20));
    }

    @Override
    public Map<ContactState, Integer> waiting() {
      return Map.of(ContactState.QUEUED, 17);
    }

    @Override
    public List<DeadNumberDoubts.Doubt> doubtedLines() {
      return doubted;
    }

    @Override
    public Optional<Instant> restoreUnconfirmedSince() {
      return restored;
    }

    @Override
    public Optional<AlertMails.State> mail() {
      return mail;
    }

    @Override
    public List<String> dead() {
      return List.of();
    }

    @Override
    public int unstored() {
      return 0;
    }
  };

  private static HttpResponse<String> get(TestConsole console, String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(console.address() + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void health_is_up_while_the_exchange_is_connected_and_down_when_it_is_not() throws Exception {
    try (TestConsole console = new TestConsole(folder, TestConsole.noon(), vitals)) {
      HttpResponse<String> up = get(console, "/health");
      assertThat(up.statusCode()).isEqualTo(200);
      assertThat(up.body()).contains("\"pbx\"").contains("UP");
      connected = false;
      HttpResponse<String> down = get(console, "/health");
      assertThat(down.statusCode()).isEqualTo(503);
      assertThat(down.body()).contains("DOWN");
    }
  }

  @Test
  void metrics_name_the_lines_and_the_queue() throws Exception {
    try (TestConsole console = new TestConsole(folder, TestConsole.noon(), vitals)) {
      String metrics = get(console, "/prometheus").body();
      assertThat(metrics)
          .contains("obzvon_line_open{line=\"pbx\"} 3.0")
          .contains("obzvon_line_limit{line=\"pbx\"} 20.0")
          .contains("obzvon_contacts{state=\"QUEUED\"} 17.0");
      assertThat(get(console, "/env").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void a_line_that_calls_far_more_numbers_dead_than_usual_degrades_health_and_is_a_metric() throws Exception {
    try (TestConsole console = new TestConsole(folder, TestConsole.noon(), vitals)) {
      assertThat(get(console, "/prometheus").body()).contains("obzvon_line_dead_numbers_alarm{line=\"pbx\"} 0.0");
      Instant since = Instant.parse("2026-11-18T09:00:00Z");
      doubted = List
          .of(new DeadNumberDoubts.Doubt("pbx", since, new DeadNumberDoubts.Count(40, 50, Optional.of(since))));
      assertThat(get(console, "/health").body())
          .contains("DEGRADED", "40 of 50 numbers called dead, since 2026-11-18T09:00:00Z");
      assertThat(get(console, "/prometheus").body()).contains("obzvon_line_dead_numbers_alarm{line=\"pbx\"} 1.0");
    }
  }

  @Test
  void mails_that_do_not_arrive_and_a_restore_that_waits_degrade_health() throws Exception {
    try (TestConsole console = new TestConsole(folder, TestConsole.noon(), vitals)) {
      assertThat(get(console, "/health").body()).doesNotContain("DEGRADED", "\"mail\"");
      Instant since = Instant.parse("2026-11-18T09:00:00Z");
      mail = Optional.of(new AlertMails.State(0, 0, Optional.empty()));
      assertThat(get(console, "/health").body()).contains("\"mail\"").doesNotContain("DEGRADED");
      mail = Optional.of(
          new AlertMails.State(
              2, 1, Optional.of(new AlertMails.Trouble(since,
                  "the mail did not reach noc@operator.example: 550 no mailbox"))));
      assertThat(get(console, "/health").body())
          .contains("DEGRADED", "did not reach ***: 550 no mailbox, at 2026-11-18T09:00:00Z").doesNotContain("noc@");
      mail = Optional.empty();
      restored = Optional.of(since);
      assertThat(get(console, "/health").body()).contains("DEGRADED", "restore_unconfirmed_since");
    }
  }
}
