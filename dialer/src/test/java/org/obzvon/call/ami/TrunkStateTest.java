package org.obzvon.call.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.call.CallBounds;
import org.obzvon.call.CallSurroundings;
import org.obzvon.call.CallTokens;
import org.obzvon.call.CallTracker;
import org.obzvon.call.LineBreakers;
import org.obzvon.call.LineChange;
import org.obzvon.call.LineChange.Why;
import org.obzvon.call.OpenBreaker;
import org.obzvon.contact.Attempt;

/// Tests how a line reacts to the reports that an exchange sends over the wire about its trunk and the calls on it.
@Tag("slow")
class TrunkStateTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String REGISTRATION = "sip:12345@carrier.example";

  private final Queue<LineChange> changes = new ConcurrentLinkedQueue<>();
  private final CallSurroundings desk = new CallSurroundings();
  private final LineBreakers breakers = new LineBreakers(List.of("main"), System::nanoTime, Clock.systemUTC(),
      changes::add);
  private TinyAmi ami;
  private AmiCallChannel channel;

  @BeforeEach
  void connect() throws IOException, InterruptedException {
    ami = new TinyAmi();
    ExchangeSettings at = Exchanges.at(ami.port());
    ExchangeSettings settings = new ExchangeSettings(
        at.name(), at.access(),
        new ExchangeSettings.Dialling(
            "PJSIP/{number}@carrier", "obzvon-robot", at.dialling().agiUrl(), List.of("373"), false,
            NumberFormat.DIGITS,
            Optional.of(REGISTRATION)),
        at.waits());
    CallTracker tracker = new CallTracker(desk, desk, Clock.systemUTC(), CallBounds.USUAL, breakers);
    channel = new AmiCallChannel(settings, tracker, desk, CallTokens.ofThisProcess(), Clock.systemUTC());
    channel.start();
    assertThat(channel.awaitConnected(PATIENCE)).isTrue();
  }

  @AfterEach
  void disconnect() throws IOException {
    channel.close();
    ami.close();
  }

  private void awaitRest(Why why) {
    await().atMost(PATIENCE).until(() -> breakers.resting("main").map(OpenBreaker::why).equals(Optional.of(why)));
  }

  private String call() {
    Attempt attempt = CallSurroundings.attempt("main", "+37369123456");
    breakers.taken("main");
    channel.submit(attempt);
    return attempt.id().toString();
  }

  private void failed(String id) throws IOException {
    ami.event("Event: OriginateResponse", "ActionID: x#" + id, "Response: Failure", "Reason: 0");
    ami.event("Event: Hangup", "Uniqueid: " + id, "ChannelState: 0", "Cause: 34", "TechCause: 503");
  }

  @Test
  void an_endpoint_that_is_unreachable_rests_at_once_and_is_tried_at_once_when_it_is_back() throws IOException {
    ami.event("Event: PeerStatus", "ChannelType: PJSIP", "Peer: PJSIP/other", "PeerStatus: Unreachable");
    ami.event("Event: PeerStatus", "ChannelType: PJSIP", "Peer: PJSIP/carrier", "PeerStatus: Unreachable");
    awaitRest(Why.UNREACHABLE);
    assertThat(changes).hasSize(1);
    ami.event("Event: PeerStatus", "ChannelType: PJSIP", "Peer: PJSIP/carrier", "PeerStatus: Reachable");
    await().atMost(PATIENCE).until(() -> breakers.wantsTry("main"));
    ami.event("Event: Newstate", "Uniqueid: " + call(), "ChannelState: 5");
    await().atMost(PATIENCE).until(() -> breakers.resting("main").isEmpty());
  }

  @Test
  void a_registration_that_the_carrier_rejects_makes_the_line_rest() throws IOException {
    ami.event("Event: Registry", "ChannelType: PJSIP", "Username: sip:other@carrier.example", "Status: Rejected");
    ami.event("Event: Registry", "ChannelType: PJSIP", "Username: " + REGISTRATION, "Status: Rejected");
    awaitRest(Why.NOT_REGISTERED);
    ami.event("Event: Registry", "ChannelType: PJSIP", "Username: " + REGISTRATION, "Status: Registered");
    await().atMost(PATIENCE).until(() -> breakers.wantsTry("main"));
  }

  @Test
  void three_calls_that_a_trunk_refuses_make_it_rest_and_a_ring_between_them_does_not() throws IOException {
    failed(call());
    failed(call());
    ami.event("Event: Newstate", "Uniqueid: " + call(), "ChannelState: 5");
    await().atMost(PATIENCE).until(() -> breakers.faults("main") == 0 && desk.reports.size() == 2);
    failed(call());
    failed(call());
    failed(call());
    awaitRest(Why.FAULTS);
    assertThat(breakers.resting("main").orElseThrow().detail()).isEqualTo("CONGESTION, SIP 503");
  }

  @Test
  void calls_that_the_exchange_declines_to_place_are_faults_of_the_line() {
    ami.onOriginate = id -> TinyAmi.error(id, "Originate failed");
    call();
    call();
    call();
    awaitRest(Why.FAULTS);
  }
}
