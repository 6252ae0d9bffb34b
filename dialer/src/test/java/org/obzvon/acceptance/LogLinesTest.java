package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.Main;
import org.obzvon.app.LogFlood;

/// Tests the log as the shipped configuration writes it.
@Tag("slow")
class LogLinesTest {
  private final PrintStream stderr = System.err;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final LoggerContext context = new LoggerContext();
  private Logger log;

  @BeforeEach
  void configure() throws JoranException {
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    context.setMDCAdapter(new LogbackMDCAdapter());
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(Main.class.getResource("/logback.xml"));
    log = context.getLogger("org.obzvon.Any");
  }

  @AfterEach
  void end() {
    context.stop();
    System.setErr(stderr);
  }

  private List<String> lines() {
    return written.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void what_strangers_send_never_begins_a_line_and_never_turns_one_round() {
    log.warn("sign-in of '{}' failed",
        "x\n2026-01-01 INFO forged\r\u0085\u2028\u2029\u001b[31m\u009b31m\u202etxt\u2066");
    assertThat(lines()).hasSize(1);
    assertThat(lines().getFirst()).contains("x 2026-01-01 INFO forged")
        .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");
  }

  @Test
  void a_fault_is_one_line_with_its_causes_and_its_place_stands_in_the_first_one_alone() {
    RuntimeException[] faults = new RuntimeException[2];
    for (int i = 0; i < 2; i++) {
      faults[i] = new IllegalStateException("outside\nline", new java.io.IOException("inside\u202e"));
    }
    log.error("a round failed", faults[0]);
    log.error("a round failed", faults[1]);
    assertThat(lines()).hasSize(2);
    assertThat(lines().get(0))
        .contains(
            "a round failed: IllegalStateException: outside line <- IOException: inside  [LogLinesTest.a_fault_is_one");
    assertThat(lines().get(1)).endsWith("a round failed: IllegalStateException: outside line <- IOException: inside ");
  }

  @Test
  void warnings_of_one_kind_are_bounded_and_others_pass() {
    for (int i = 0; i < 10_000; i++) {
      log.warn("a stranger knocked: {}", i);
    }
    log.warn("something else");
    for (int i = 0; i < 1_000; i++) {
      log.info("attempt {} placed", i);
    }
    assertThat(lines().stream().filter(line -> line.contains("knocked"))).hasSize(LogFlood.MOST);
    assertThat(lines().stream().filter(line -> line.contains("something else"))).hasSize(1);
    assertThat(lines().stream().filter(line -> line.contains("placed"))).hasSize(1_000);
  }

  @Test
  void that_the_database_is_away_is_said_once_a_minute_by_each_part() {
    for (int i = 0; i < 100; i++) {
      log.error("a round failed", new IllegalStateException(
          new java.sql.SQLTransientConnectionException("no connection")));
      log.error("a round of another kind failed", new java.sql.SQLTransientConnectionException("no connection"));
    }
    assertThat(lines()).hasSize(2);
  }

  @Test
  void after_a_minute_it_is_said_how_many_were_left_out() {
    long[] now = {0};
    LogFlood flood = new LogFlood(() -> now[0]);
    flood.start();
    context.resetTurboFilterList();
    context.addTurboFilter(flood);
    for (int i = 0; i < 100; i++) {
      log.warn("a stranger knocked: {}", i);
    }
    now[0] = 61_000_000_000L;
    log.warn("a stranger knocked: {}", 100);
    assertThat(lines()).hasSize(LogFlood.MOST + 2);
    assertThat(lines().get(LogFlood.MOST)).contains("40 lines like this one were left out: a stranger knocked");
  }
}
