package org.obzvon.call.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.obzvon.call.CallBounds;
import org.obzvon.call.CallSurroundings;
import org.obzvon.call.CallTokens;
import org.obzvon.call.CallTracker;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.OutcomeSink.Report;

/// Tests refusals, faults and the debtors' own actions through a real Asterisk, side by side.
@Tag("rig")
@ExtendWith(RealLine.class)
class RigOutcomesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration RING = Duration.ofSeconds(3);
  private static final CallBounds BOUNDS = new CallBounds(
      Duration.ofSeconds(3), Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofMinutes(5),
      Duration.ofMinutes(2),
      Duration.ofSeconds(2));

  private final CallSurroundings desk = new CallSurroundings();
  private final CallTracker tracker = new CallTracker(desk, desk, Clock.systemUTC(), BOUNDS);
  private AmiCallChannel channel;

  @BeforeAll
  static void the_rig_reads_the_newest_dialplan_and_filter() {
    RealLine.up();
  }

  @BeforeEach
  void connect() throws InterruptedException {
    channel = open(Exchanges.rig("main", "agi://127.0.0.1:9/nobody"));
  }

  @AfterEach
  void disconnect() {
    channel.close();
  }

  private AmiCallChannel open(ExchangeSettings settings) throws InterruptedException {
    AmiCallChannel opened = new AmiCallChannel(settings, tracker, desk, CallTokens.ofThisProcess(), Clock.systemUTC());
    opened.start();
    assertThat(opened.awaitConnected(Duration.ofSeconds(20))).isTrue();
    return opened;
  }

  @Test
  void a_refused_trunk_is_ours_and_what_the_debtor_did_is_theirs() {
    Map<String, String> expected = new LinkedHashMap<>();
    expected.put("+37356254010", "Failed[whose=EXCHANGE]"); // 401 to our trunk
    expected.put("+37356254030", "Failed[whose=EXCHANGE]"); // 403
    expected.put("+37356254070", "Failed[whose=EXCHANGE]"); // 407
    expected.put("+37356254080", "Failed[whose=NETWORK]"); // 408
    expected.put("+37356255000", "Failed[whose=NETWORK]"); // 500
    expected.put("+37356254880", "Failed[whose=NETWORK]"); // 488
    expected.put("+37364000002", "Failed[whose=CONGESTION]");
    expected.put("+37356264030", "NotReached[why=REJECTED]"); // 403 after it rang
    expected.put("+37356265030", "NotReached[why=NO_ANSWER]"); // 503 after it rang
    expected.put("+37356256030", "NotReached[why=REJECTED]"); // 603
    expected.put("+37356266030", "NotReached[why=REJECTED]");
    expected.put("+37361000002", "NotReached[why=BUSY]");
    expected.put("+37362000002", "NotReached[why=NO_ANSWER]");
    expected.put("+37363000002", "Undeliverable[why=NO_SUCH_NUMBER]");
    expected.put("+37356256040", "Undeliverable[why=NO_SUCH_NUMBER]"); // 604
    List<Attempt> placed = expected.keySet().stream().map(number -> place("main", number)).toList();

    Map<String, String> outcomes = new LinkedHashMap<>();
    placed.forEach(attempt -> outcomes.put(attempt.phone().e164(), outcome(attempt)));
    assertThat(outcomes).isEqualTo(expected);
  }

  @Test
  void a_trunk_that_is_not_there_is_a_fault_of_our_side() throws InterruptedException {
    ExchangeSettings rig = Exchanges.rig("gone", "agi://127.0.0.1:9/nobody");
    var nowhere = new ExchangeSettings.Dialling("PJSIP/{number}@unregistered", "obzvon-robot", rig.dialling().agiUrl(),
        List.of("373"), false);
    try (AmiCallChannel gone = open(new ExchangeSettings("gone", rig.access(), nowhere, rig.waits()))) {
      Attempt attempt = CallSurroundings.attempt("gone", "+37361000003", "+37322000000", RING);
      gone.submit(attempt);
      assertThat(outcome(attempt)).isEqualTo("Failed[whose=NETWORK]");
    }
  }

  @Test
  void a_trunk_that_dies_answers_nothing_and_costs_the_debtor_no_attempt() throws IOException, InterruptedException {
    assertThat(outcome(place("main", "+37362000004"))).isEqualTo("NotReached[why=NO_ANSWER]");
    long carrier = RealLine.pid("carrier");
    RealLine.signal(carrier, "STOP");
    try {
      assertThat(outcome(place("main", "+37362000005"))).isEqualTo("Failed[whose=NETWORK]");
    } finally {
      RealLine.signal(carrier, "CONT");
    }
  }

  private Attempt place(String line, String number) {
    Attempt attempt = CallSurroundings.attempt(line, number, "+37322000000", RING);
    channel.submit(attempt);
    return attempt;
  }

  private String outcome(Attempt attempt) {
    await().atMost(PATIENCE).until(() -> report(attempt).isPresent());
    return report(attempt).orElseThrow().outcome().toString();
  }

  private Optional<Report> report(Attempt attempt) {
    return desk.reports.stream().filter(one -> one.attempt().equals(attempt.id())).findFirst();
  }
}
