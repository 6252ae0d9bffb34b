package org.obzvon.call.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obzvon.call.CallBounds;
import org.obzvon.call.CallSurroundings;
import org.obzvon.call.CallTokens;
import org.obzvon.call.CallTracker;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.ContactChannel.Submission;
import org.obzvon.contact.OutcomeSink.Report;

/// Tests calls through a real Asterisk to the carrier's debtors; `deploy/rig/debtors.conf` explains how a number
/// encodes the behaviour of its owner.
@Tag("rig")
@ExtendWith(RealLine.class)
class RigCallsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final CallBounds BOUNDS = new CallBounds(
      Duration.ofSeconds(3), Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofMinutes(5),
      Duration.ofMinutes(2),
      Duration.ofSeconds(2));

  private final CallSurroundings desk = new CallSurroundings();
  private final CallTracker tracker = new CallTracker(desk, desk, Clock.systemUTC(), BOUNDS);
  private TinyAgi agi;
  private AmiCallChannel channel;

  @BeforeEach
  void connect() throws IOException, InterruptedException {
    agi = new TinyAgi(tracker, 4000, Clock.systemUTC());
    channel = open("main", agi.url());
  }

  private AmiCallChannel open(String name, String agiUrl) throws InterruptedException {
    AmiCallChannel opened = new AmiCallChannel(Exchanges.rig(name, agiUrl), tracker, desk, CallTokens.ofThisProcess(),
        Clock.systemUTC());
    opened.start();
    assertThat(opened.awaitConnected(Duration.ofSeconds(20))).isTrue();
    return opened;
  }

  @AfterEach
  void disconnect() throws IOException {
    channel.close();
    agi.close();
    RealLine.up();
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource({
    "+37361000001, NotReached[why=BUSY],                 17, SIP 486, BUSY",
    "+37362000001, NotReached[why=NO_ANSWER],            19, SIP 480, NO ANSWER",
    "+37363000001, Undeliverable[why=NO_SUCH_NUMBER],     1, SIP 404, NO ANSWER",
    "+37364000001, Failed[whose=CONGESTION],             34, SIP 503, CONGESTION",
    "+37365000001, NotReached[why=REJECTED],             21, SIP 403, NO ANSWER",
  })
  void a_call_that_nobody_answers_ends_as_the_network_says(
      String number, String outcome, int cause, String techCause, String disposition) throws IOException {
    Attempt attempt = call(number);
    Report report = reportOf(attempt);
    assertThat(report.outcome()).hasToString(outcome);
    assertThat(report.answeredAt()).isEmpty();
    assertThat(report.trace().hangupCause()).isEqualTo(OptionalInt.of(cause));
    assertThat(report.trace().techCause()).contains(techCause);
    assertThat(carrierRecord(attempt)).contains(attempt.phone().digits(), disposition);
  }

  @ParameterizedTest(name = "{0} → {1}, keys {2}")
  @CsvSource({
    "+37368110000, 'Reached[answer=LISTENED, promise=Optional.empty, reason=Optional.empty]', 1",
    "+37368120000, NotReached[why=SOMEBODY_ELSE], 2",
    "+37368100000, NotReached[why=ASKED_FOR_PERSON], 0",
    "+37367000001, NotReached[why=SILENT], ''",
    "+37367020001, NotReached[why=HUNG_UP_EARLY], ''",
    "+37360000001, NotReached[why=HUNG_UP_EARLY], ''",
  })
  void an_answered_call_ends_as_the_conversation_says(String number, String outcome, String keys) throws IOException {
    Attempt attempt = call(number);
    Report report = reportOf(attempt);
    assertThat(report.outcome()).hasToString(outcome);
    assertThat(report.trace().keys()).isEqualTo(keys);
    assertThat(report.trace().hangupCause()).isEqualTo(OptionalInt.of(16));
    assertThat(report.answeredAt()).hasValueSatisfying(at -> assertThat(at).isBefore(report.endedAt()));
    assertThat(carrierRecord(attempt)).contains(attempt.phone().digits(), "ANSWERED");
  }

  @Test
  void an_answering_machine_is_heard_before_anything_is_said_and_swallows_no_key() {
    Attempt attempt = submit(CallSurroundings.attempt("main", "+37366000001"), true);
    assertThat(reportOf(attempt).outcome()).hasToString("NotReached[why=MACHINE]");
    Attempt person = submit(CallSurroundings.attempt("main", "+37367000009"), true);
    assertThat(reportOf(person).outcome()).hasToString("NotReached[why=SILENT]");
    Attempt early = submit(CallSurroundings.attempt("main", "+37356271000"), true);
    assertThat(reportOf(early).trace().keys()).isEqualTo("1");
  }

  @Test
  void the_exchanges_own_instants_are_used() {
    Attempt attempt = call("+37360000002");
    Report report = reportOf(attempt);
    assertThat(Duration.between(report.answeredAt().orElseThrow(), report.endedAt()))
        .isBetween(Duration.ofMillis(900), Duration.ofSeconds(3));
  }

  @Test
  void a_conversation_that_nobody_leads_is_our_own_fault() throws InterruptedException {
    try (AmiCallChannel deaf = open("deaf", "agi://127.0.0.1:9/nobody")) {
      Attempt attempt = CallSurroundings.attempt("deaf", "+37368110001", "+37322000000", Duration.ofSeconds(5));
      assertThat(deaf.submit(attempt)).isInstanceOf(Submission.Accepted.class);
      assertThat(reportOf(attempt).outcome()).hasToString("Failed[whose=SCRIPT]");
    }
  }

  @Test
  void two_connections_do_not_take_each_others_calls() throws InterruptedException {
    try (AmiCallChannel second = open("second", agi.url())) {
      List<Attempt> busy = List.of(
          CallSurroundings.attempt("main", "+37361000003"), CallSurroundings.attempt("second", "+37361000004"));
      assertThat(channel.submit(busy.get(0))).isInstanceOf(Submission.Accepted.class);
      assertThat(second.submit(busy.get(1))).isInstanceOf(Submission.Accepted.class);
      busy.forEach(attempt -> assertThat(reportOf(attempt).outcome()).hasToString("NotReached[why=BUSY]"));
      assertThat(desk.reports).hasSize(2);
      assertThat(second.state().connected()).isTrue();
    }
    assertThat(channel.state().connected()).isTrue();
  }

  @Test
  void a_number_outside_the_allowed_prefixes_is_never_dialled() {
    Attempt abroad = CallSurroundings.attempt("main", "+40721000000");
    assertThat(channel.submit(abroad)).hasToString(
        "Refused[outcome=Undeliverable[why=PREFIX_NOT_ALLOWED]]");
    assertThat(channel.state().inUse()).isZero();
  }

  @Test
  void calls_that_die_with_the_exchange_are_lost_and_the_next_ones_work() throws Exception {
    Attempt ringing = call("+37362000002", Duration.ofSeconds(60));
    Attempt talking = call("+37367000002");
    await().atMost(PATIENCE).until(() -> agi.begun.get() == 1);
    RealLine.signal(RealLine.pid("pbx"), "KILL");
    await().atMost(PATIENCE).until(() -> !channel.state().connected());
    assertThat(channel.submit(CallSurroundings.attempt("main", "+37361000005")))
        .hasToString("Refused[outcome=Failed[whose=EXCHANGE]]");
    RealLine.up();
    await().atMost(PATIENCE).until(() -> channel.state().connected());
    assertThat(reportOf(ringing).outcome()).hasToString("Lost[]");
    assertThat(reportOf(talking).outcome()).hasToString("Lost[]");
    assertThat(reportOf(call("+37361000006")).outcome()).hasToString("NotReached[why=BUSY]");
  }

  @Test
  void a_frozen_exchange_is_noticed_and_the_call_that_it_held_is_followed_again() throws Exception {
    Attempt ringing = call("+37362000007", Duration.ofSeconds(15));
    await().atMost(PATIENCE).until(() -> channel.state().lastEventAt().isPresent());
    long pbx = RealLine.pid("pbx");
    RealLine.signal(pbx, "STOP");
    try {
      await().atMost(PATIENCE).until(() -> !channel.state().connected());
    } finally {
      RealLine.signal(pbx, "CONT");
    }
    await().atMost(PATIENCE).until(() -> channel.state().connected());
    assertThat(reportOf(ringing).outcome()).hasToString("NotReached[why=NO_ANSWER]");
  }

  @Test
  void a_call_can_be_seen_and_hung_up_with_the_rights_we_ask_for() throws InterruptedException {
    Attempt ringing = call("+37362000009", Duration.ofSeconds(60));
    try (var connection = new AmiConnection(
        Exchanges.rig("watcher", agi.url()), new ExchangeClock("watcher", Clock.systemUTC()), _ -> {}, () -> {})) {
      connection.start();
      assertThat(connection.awaitConnected(Duration.ofSeconds(20))).isTrue();
      AmiExchange exchange = new AmiExchange(connection);
      await().atMost(PATIENCE).until(() -> exchange.live().orElseThrow().waiting().contains(ringing.id()));
      exchange.hangUp(ringing.id());
      assertThat(reportOf(ringing).outcome()).hasToString("NotReached[why=NO_ANSWER]");
      assertThat(exchange.live().orElseThrow().waiting()).doesNotContain(ringing.id());
    }
  }

  @Test
  void a_restarted_service_follows_a_ringing_call_to_its_true_end() throws Exception {
    Attempt ringing = CallSurroundings.attempt("main", "+37362000008", "+37322000000", Duration.ofSeconds(8));
    desk.ledger.put(ringing.id(), ringing);
    assertThat(channel.submit(ringing)).isInstanceOf(Submission.Accepted.class);
    await().atMost(PATIENCE).until(() -> channel.state().lastEventAt().isPresent());
    channel.close();
    CallTracker afterRestart = new CallTracker(desk, desk, Clock.systemUTC(), BOUNDS);
    try (var again = new AmiCallChannel(Exchanges.rig("main", agi.url()), afterRestart, desk,
        CallTokens.ofThisProcess(), Clock.systemUTC())) {
      again.start();
      assertThat(reportOf(ringing).outcome()).hasToString("NotReached[why=NO_ANSWER]");
    }
  }

  private Attempt call(String number) {
    return call(number, Duration.ofSeconds(5));
  }

  private Attempt call(String number, Duration ring) {
    return submit(CallSurroundings.attempt("main", number, "+37322000000", ring), false);
  }

  private Attempt submit(Attempt attempt, boolean detectMachine) {
    Attempt.Route route = attempt.route();
    Attempt placed = new Attempt(attempt.id(), attempt.contact(), attempt.number(), attempt.phone(),
        new Attempt.Route(route.line(), route.callerId(), route.ring(), detectMachine), Instant.EPOCH);
    assertThat(channel.submit(placed)).isEqualTo(new Submission.Accepted(placed.id().toString()));
    return placed;
  }

  private Report reportOf(Attempt attempt) {
    UUID id = attempt.id();
    return await().atMost(PATIENCE)
        .until(() -> desk.reports.stream().filter(report -> report.attempt().equals(id)).findFirst(),
            found -> found.isPresent())
        .orElseThrow();
  }

  /// Returns the line that the carrier wrote about the call.
  private String carrierRecord(Attempt attempt) throws IOException {
    Path book = Path.of(RealLine.properties().getProperty("cdr.file"));
    return await().atMost(PATIENCE)
        .until(() -> {
          try (var lines = Files.lines(book)) {
            return lines.filter(line -> line.startsWith(attempt.id().toString())).toList();
          }
        }, found -> found.size() == 1)
        .getFirst();
  }
}
