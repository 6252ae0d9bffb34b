package org.obzvon.call.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obzvon.call.CallBounds;
import org.obzvon.call.CallSurroundings;
import org.obzvon.call.CallTokens;
import org.obzvon.call.CallTracker;
import org.obzvon.call.DialogueResult;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.ContactChannel.Submission;
import org.obzvon.contact.LeaseTerm;

@Tag("slow")
class AmiCallChannelTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final CallBounds BOUNDS = new CallBounds(
      Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofMinutes(5),
      Duration.ofMinutes(2),
      Duration.ofSeconds(1));

  private final CallSurroundings desk = new CallSurroundings();
  private final CallTracker tracker = new CallTracker(desk, desk, Clock.systemUTC(), BOUNDS);
  private final CallTokens tokens = CallTokens.ofThisProcess();
  private TinyAmi ami;
  private AmiCallChannel channel;

  @BeforeEach
  void connect() throws IOException, InterruptedException {
    ami = new TinyAmi();
    channel = new AmiCallChannel(Exchanges.at(ami.port()), tracker, desk, tokens, Clock.systemUTC());
    channel.start();
    assertThat(channel.awaitConnected(PATIENCE)).isTrue();
  }

  @AfterEach
  void disconnect() throws IOException {
    channel.close();
    ami.close();
  }

  @Test
  void an_exchange_whose_clock_is_an_hour_ahead_is_told_and_the_talk_lasts_as_long_as_it_says() throws Exception {
    Duration hour = Duration.ofHours(1);
    ami.onPing = id -> "Response: Success\r\nActionID: " + id + "\r\nPing: Pong\r\nTimestamp: "
        + seconds(Clock.systemUTC().instant().plus(hour)) + "\r\n\r\n";
    await().atMost(PATIENCE).until(() -> !channel.state().clockAhead().isZero());
    assertThat(channel.state().clockAhead()).isCloseTo(hour, Duration.ofSeconds(3));
    Attempt attempt = attempt();
    channel.submit(attempt);
    Instant answered = Clock.systemUTC().instant();
    tracker.ended(
        attempt.id(), new DialogueResult(DialogueResult.End.FINISHED, true, Optional.empty(), Optional.empty(), "1"),
        answered);
    ami.event("Event: Newstate", "Uniqueid: " + attempt.id(), "ChannelState: 6",
        "Timestamp: " + seconds(answered.plus(hour)));
    ami.event(
        "Event: Hangup", "Uniqueid: " + attempt.id(), "Cause: 16",
        "Timestamp: " + seconds(answered.plus(hour).plusSeconds(42)));
    await().atMost(PATIENCE).until(() -> !desk.reports.isEmpty());
    var report = desk.reports.getFirst();
    Instant from = report.answeredAt().orElseThrow();
    assertThat(Duration.between(from, report.endedAt())).isEqualTo(Duration.ofSeconds(42));
    assertThat(Duration.between(answered, from)).isCloseTo(Duration.ZERO, Duration.ofSeconds(3));
  }

  /// Formats the moment as Asterisk writes its timestamps.
  private static String seconds(Instant at) {
    return at.getEpochSecond() + "." + "%06d".formatted(at.getNano() / 1_000);
  }

  @Test
  void an_originate_carries_our_id_and_nothing_of_the_register_but_the_digits() {
    Attempt attempt = attempt();
    String id = attempt.id().toString();
    assertThat(channel.submit(attempt)).isEqualTo(new Submission.Accepted(id));

    List<String> action = ami.originates.getFirst();
    assertThat(TinyAmi.value(action, "actionid")).endsWith("#" + id);
    assertThat(action.stream().map(String::toLowerCase).filter(line -> !line.startsWith("actionid")))
        .containsExactlyInAnyOrder(
            "action: originate", "channelid: " + id, "async: true", "channel: pjsip/37369123456@carrier",
            "context: obzvon-robot", "exten: s", "priority: 1", "timeout: 30000", "callerid: 37322000000",
            "variable: obzvon_attempt=" + id, "variable: obzvon_amd=0",
            "variable: obzvon_agi=agi://127.0.0.1:4573/robot", "variable: obzvon_token=" + tokens.of(attempt.id()),
            "variable: pjsip_header(add,x-obzvon-attempt)=" + id);
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "37322\r\nAction: Command\r\nCommand: core stop now", "37322\nVariable: X=1", "\"Bank\" <37322>", "37322,1", "a",
    "37322|X=1", "", "3732200000000000000", "37322&PJSIP/1@x", "${SHELL(id)}"
  })
  void a_hostile_caller_id_reaches_no_line_of_the_protocol(String callerId) {
    Attempt hostile = CallSurroundings.attempt("main", "+37369123456", callerId, Duration.ofSeconds(20));
    assertThat(channel.submit(hostile)).hasToString("Refused[outcome=Failed[whose=EXCHANGE]]");
    assertThat(ami.originates).isEmpty();
    assertThat(channel.state().inUse()).isZero();
  }

  @Test
  void an_action_that_is_declined_was_not_placed() {
    ami.onOriginate = id -> TinyAmi.error(id, "Channel not specified");
    assertThat(channel.submit(attempt())).hasToString("Refused[outcome=Failed[whose=EXCHANGE]]");
    assertThat(channel.state().inUse()).isZero();
  }

  @Test
  void an_attempt_whose_lease_has_run_out_reaches_no_exchange() {
    AtomicLong nanos = new AtomicLong();
    LeaseTerm lease = new LeaseTerm(Duration.ofMinutes(1), Clock.systemUTC(), nanos::get);
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    assertThat(channel.submit(attempt(), lease)).hasToString("Refused[outcome=Failed[whose=EXCHANGE]]");
    assertThat(ami.originates).isEmpty();
    assertThat(channel.state().inUse()).isZero();
  }

  @Test
  void a_lost_answer_leaves_the_attempt_unknown_and_ends_it_as_lost() {
    ami.onOriginate = _ -> "";
    Attempt attempt = CallSurroundings.attempt("main", "+37369123456", "37322000000", Duration.ofSeconds(2));
    assertThat(channel.submit(attempt)).isInstanceOf(Submission.Unknown.class);
    await().atMost(PATIENCE).until(() -> !desk.reports.isEmpty());
    assertThat(desk.outcomes()).hasToString("[Lost[]]");
  }

  @Test
  void an_exchange_that_does_not_say_that_it_is_there_is_asked_for_no_call() {
    ami.onPing = _ -> "";
    assertThat(channel.submit(attempt())).hasToString("Refused[outcome=Failed[whose=EXCHANGE]]");
    assertThat(ami.originates).isEmpty();
    assertThat(channel.state().inUse()).isZero();
    ami.onPing = id -> TinyAmi.success(id, "Accepted");
    await().atMost(PATIENCE).until(channel::takesCalls);
    assertThat(channel.submit(attempt())).isInstanceOf(Submission.Accepted.class);
  }

  @Test
  void nothing_more_is_placed_while_an_order_is_unanswered_for_seconds() throws Exception {
    ami.onOriginate = _ -> "";
    try (ExecutorService lines = Executors.newVirtualThreadPerTaskExecutor()) {
      var stuck = lines.submit(() -> channel.submit(attempt()));
      await().atMost(PATIENCE).until(() -> ami.originates.size() == 1);
      assertThat(channel.takesCalls()).isTrue();
      await().atMost(PATIENCE).until(() -> !channel.takesCalls());
      assertThat(channel.submit(attempt())).hasToString("Refused[outcome=Failed[whose=EXCHANGE]]");
      assertThat(ami.originates).hasSize(1);
      assertThat(stuck.get()).isInstanceOf(Submission.Unknown.class);
    }
    assertThat(channel.takesCalls()).isTrue();
  }

  @Test
  void a_call_that_the_exchange_begins_for_an_attempt_that_is_over_is_hung_up() throws IOException {
    ami.onOriginate = _ -> "";
    Attempt attempt = CallSurroundings.attempt("main", "+37369123456", "37322000000", Duration.ofSeconds(2));
    assertThat(channel.submit(attempt)).isInstanceOf(Submission.Unknown.class);
    await().atMost(PATIENCE).until(() -> !desk.reports.isEmpty());
    ami.event("Event: Newchannel", "Uniqueid: " + attempt.id(), "ChannelState: 0");
    await().atMost(PATIENCE).until(() -> ami.hangups.contains(attempt.id().toString()));
  }

  @Test
  void a_call_for_an_attempt_that_an_earlier_run_closed_is_hung_up_and_that_of_another_node_is_not()
      throws IOException {
    Attempt over = attempt();
    Attempt ofAnotherNode = attempt();
    desk.over.add(over.id());
    ami.event("Event: Newchannel", "Uniqueid: " + ofAnotherNode.id(), "ChannelState: 0");
    ami.event("Event: Newchannel", "Uniqueid: " + over.id(), "ChannelState: 0");
    await().atMost(PATIENCE).until(() -> !ami.hangups.isEmpty());
    assertThat(ami.hangups).containsExactly(over.id().toString());
  }

  @Test
  void a_ringing_call_of_an_attempt_that_is_over_is_hung_up_after_a_reconnection_and_a_talk_goes_on()
      throws IOException {
    Attempt ringing = attempt();
    Attempt talking = attempt();
    desk.over.addAll(List.of(ringing.id(), talking.id()));
    ami.onShowChannels = id -> TinyAmi.success(id, "Channels will follow") + TinyAmi.channel(id, talking.id(), 6)
        + TinyAmi.channel(id, ringing.id(), 5) + TinyAmi.complete(id, 2);
    ami.dropConnections();
    await().atMost(PATIENCE).until(() -> !ami.hangups.isEmpty());
    assertThat(ami.hangups).containsExactly(ringing.id().toString());
  }

  @Test
  void a_connection_that_breaks_while_an_answer_is_awaited_leaves_the_attempt_unknown() {
    ami.onOriginate = _ -> {
      try {
        ami.dropConnections();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      return "";
    };
    assertThat(channel.submit(attempt())).isInstanceOf(Submission.Unknown.class);
    assertThat(channel.state().inUse()).isEqualTo(1);
    await().atMost(PATIENCE).until(() -> channel.state().connected());
  }

  /// Submits an attempt that the exchange takes without an answer; the exchange is reachable again after a while.
  private Attempt orderedWithoutAnswer() throws IOException {
    ami.onOriginate = _ -> "";
    Attempt attempt = attempt();
    assertThat(channel.submit(attempt)).isInstanceOf(Submission.Unknown.class);
    ami.dropConnections();
    return attempt;
  }

  @Test
  void an_order_that_died_unanswered_with_its_exchange_rang_nobody_and_is_a_fault_of_ours() throws IOException {
    ami.onKept = id -> TinyAmi.kept(id, Map.of());
    ami.afterLogin = TinyAmi.booted(0);
    orderedWithoutAnswer();
    await().atMost(PATIENCE).until(() -> !desk.reports.isEmpty());
    assertThat(desk.outcomes()).hasToString("[Failed[whose=EXCHANGE]]");
  }

  @Test
  void an_order_that_an_exchange_left_unanswered_which_runs_on_may_have_rung() throws IOException {
    ami.onKept = id -> TinyAmi.kept(id, Map.of());
    ami.afterLogin = TinyAmi.booted(3_600);
    ami.onOriginate = _ -> "";
    channel.submit(CallSurroundings.attempt("main", "+37369123456", "37322000000", Duration.ofSeconds(2)));
    ami.dropConnections();
    await().atMost(PATIENCE).until(() -> !desk.reports.isEmpty());
    assertThat(desk.outcomes()).hasToString("[Lost[]]");
  }

  @Test
  void an_order_that_died_with_its_exchange_and_of_which_an_answer_was_kept_is_lost() throws IOException {
    AtomicReference<String> id = new AtomicReference<>("");
    ami.onKept = action -> TinyAmi.kept(action, Map.of("/obzvon/" + id.get() + "/call", "answered 1764450000"));
    ami.afterLogin = TinyAmi.booted(0);
    id.set(orderedWithoutAnswer().id().toString());
    await().atMost(PATIENCE).until(() -> !desk.reports.isEmpty());
    assertThat(desk.outcomes()).hasToString("[Lost[]]");
  }

  @Test
  void nothing_is_placed_while_the_exchange_is_away() throws IOException {
    ami.close();
    await().atMost(PATIENCE).until(() -> !channel.state().connected());
    assertThat(channel.submit(attempt())).hasToString("Refused[outcome=Failed[whose=EXCHANGE]]");
  }

  @Test
  void one_lost_answer_does_not_hold_up_three_hundred_other_lines() throws Exception {
    Attempt stuck = CallSurroundings.attempt("main", "+37369000000");
    ami.onOriginate = id -> id.endsWith(stuck.id().toString()) ? ""
        : TinyAmi.success(id, "Originate successfully queued");
    try (ExecutorService lines = Executors.newVirtualThreadPerTaskExecutor()) {
      var late = lines.submit(() -> channel.submit(stuck));
      await().atMost(PATIENCE).until(() -> ami.originates.size() == 1);
      List<Callable<Submission>> calls = IntStream.range(0, 300)
          .mapToObj(_ -> (Callable<Submission>) () -> channel.submit(attempt())).toList();
      for (var call : lines.invokeAll(calls)) {
        assertThat(call.get()).isInstanceOf(Submission.Accepted.class);
      }
      assertThat(late.get()).isInstanceOf(Submission.Unknown.class);
    }
  }

  @Test
  void strange_events_do_no_harm_and_calls_of_others_are_not_ours() throws IOException {
    Attempt attempt = attempt();
    channel.submit(attempt);
    ami.event("Event: Hangup", "Uniqueid: 1795323775.12", "Cause: 16");
    ami.event("Event: Hangup", "Uniqueid: ../../etc/passwd", "Cause: x");
    ami.event("Event: NoSuchEvent", "Uniqueid: " + attempt.id());
    ami.event("Event: Newstate", "Uniqueid: " + attempt.id(), "ChannelState: 77");
    ami.event("Event: OriginateResponse", "ActionID: x#" + attempt.id(), "Response: Failure", "Reason: 0");
    ami.event("Event: Hangup", "Timestamp: 1795323775.250000", "Uniqueid: " + attempt.id(), "Cause: 17",
        "TechCause: <script>alert(1)</script>");
    await().atMost(PATIENCE).until(() -> !desk.reports.isEmpty());
    assertThat(desk.outcomes()).hasToString("[NotReached[why=BUSY]]");
    assertThat(desk.reports.getFirst().endedAt()).isEqualTo("2026-11-22T05:02:55.250Z");
    assertThat(desk.reports.getFirst().trace().techCause()).isEmpty();
  }

  @Test
  void a_list_of_channels_that_is_cut_short_ends_no_call() throws IOException {
    ami.onShowChannels = id -> TinyAmi.success(id, "Channels will follow") + TinyAmi.complete(id, 5);
    Attempt attempt = attempt();
    channel.submit(attempt);
    ami.event("Event: Newchannel", "Uniqueid: " + attempt.id(), "ChannelState: 0");
    await().atMost(PATIENCE).until(() -> channel.state().lastEventAt().isPresent());
    ami.dropConnections();
    await().atMost(PATIENCE).until(() -> !channel.state().connected());
    await().atMost(PATIENCE).until(() -> channel.state().connected());
    await().during(Duration.ofSeconds(3)).atMost(PATIENCE).until(() -> desk.reports.isEmpty());
    ami.onShowChannels = id -> TinyAmi.success(id, "Channels will follow") + TinyAmi.complete(id, 0);
    await().atMost(PATIENCE).until(() -> !desk.reports.isEmpty());
    assertThat(desk.outcomes()).hasToString("[Lost[]]");
  }

  private static Attempt attempt() {
    return CallSurroundings.attempt("main", "+37369123456");
  }
}
