package org.obzvon.call.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.obzvon.call.CallBounds;
import org.obzvon.call.CallSurroundings;
import org.obzvon.call.CallTokens;
import org.obzvon.call.CallTracker;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.ContactOutcome;

/// Tests the outcomes of unanswered calls from the events that an exchange sends over the wire. The events are those
/// that an Asterisk 22 sent.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("slow")
class OutcomeOfCodesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final CallBounds BOUNDS = new CallBounds(
      Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofMinutes(5),
      Duration.ofMinutes(2),
      Duration.ofSeconds(1));

  private final CallSurroundings desk = new CallSurroundings();
  private final CallTracker tracker = new CallTracker(desk, desk, Clock.systemUTC(), BOUNDS);
  private TinyAmi ami;
  private AmiCallChannel channel;
  private String id;

  @BeforeAll
  void connect() throws IOException, InterruptedException {
    ami = new TinyAmi();
    channel = new AmiCallChannel(Exchanges.at(ami.port()), tracker, desk, CallTokens.ofThisProcess(),
        Clock.systemUTC());
    channel.start();
    assertThat(channel.awaitConnected(PATIENCE)).isTrue();
  }

  @AfterAll
  void disconnect() throws IOException {
    channel.close();
    ami.close();
  }

  @BeforeEach
  void a_call_is_placed() {
    Attempt attempt = CallSurroundings.attempt("main", "+37369123456");
    id = attempt.id().toString();
    channel.submit(attempt);
  }

  private void placed() throws IOException {
    ami.event("Event: Newchannel", "Uniqueid: " + id, "ChannelState: 0");
  }

  private void failed(int reason) throws IOException {
    ami.event("Event: OriginateResponse", "ActionID: x#" + id, "Response: Failure", "Reason: " + reason);
  }

  private void hungUp(int state, int cause, String sip) throws IOException {
    ami.event("Event: Hangup", "Uniqueid: " + id, "ChannelState: " + state, "Cause: " + cause, "TechCause: " + sip);
  }

  private ContactOutcome outcome() {
    await().atMost(PATIENCE).until(() -> desk.reports.stream().anyMatch(one -> one.attempt().toString().equals(id)));
    return desk.reports.stream().filter(one -> one.attempt().toString().equals(id)).findFirst().orElseThrow().outcome();
  }

  @ParameterizedTest(name = "SIP {0}, cause {1}: {2}")
  @CsvSource({
    "301, 16, Failed[whose=NETWORK]", "302, 16, Failed[whose=NETWORK]", "305, 16, Failed[whose=NETWORK]",
    "380, 16, Failed[whose=NETWORK]", "400, 127, Failed[whose=EXCHANGE]", "401, 21, Failed[whose=EXCHANGE]",
    "402, 127, Failed[whose=EXCHANGE]", "403, 21, Failed[whose=EXCHANGE]", "404, 1, Undeliverable[why=NO_SUCH_NUMBER]",
    "405, 127, Failed[whose=EXCHANGE]", "406, 127, Failed[whose=EXCHANGE]", "407, 21, Failed[whose=EXCHANGE]",
    "408, 18, Failed[whose=NETWORK]", "410, 22, Undeliverable[why=NO_SUCH_NUMBER]", "413, 127, Failed[whose=EXCHANGE]",
    "414, 127, Failed[whose=EXCHANGE]", "415, 127, Failed[whose=EXCHANGE]", "416, 127, Failed[whose=EXCHANGE]",
    "420, 3, Failed[whose=EXCHANGE]", "421, 127, Failed[whose=EXCHANGE]", "423, 127, Failed[whose=EXCHANGE]",
    "480, 19, NotReached[why=NO_ANSWER]", "481, 127, Failed[whose=NETWORK]", "482, 127, Failed[whose=NETWORK]",
    "483, 19, Failed[whose=NETWORK]", "484, 28, Undeliverable[why=NO_SUCH_NUMBER]",
    "485, 1, Undeliverable[why=NO_SUCH_NUMBER]", "486, 17, NotReached[why=BUSY]", "487, 127, NotReached[why=NO_ANSWER]",
    "488, 58, Failed[whose=NETWORK]", "491, 127, Failed[whose=NETWORK]", "493, 127, Failed[whose=NETWORK]",
    "500, 38, Failed[whose=NETWORK]", "501, 29, Failed[whose=NETWORK]", "502, 27, Failed[whose=NETWORK]",
    "503, 34, Failed[whose=CONGESTION]", "504, 102, Failed[whose=NETWORK]", "505, 127, Failed[whose=NETWORK]",
    "513, 34, Failed[whose=NETWORK]", "580, 34, Failed[whose=NETWORK]", "600, 17, NotReached[why=BUSY]",
    "603, 21, NotReached[why=REJECTED]", "604, 1, Undeliverable[why=NO_SUCH_NUMBER]", "606, 58, Failed[whose=NETWORK]",
    "607, 127, NotReached[why=REJECTED]", "608, 127, Failed[whose=EXCHANGE]",
    "499, 127, Failed[whose=NETWORK]", "599, 34, Failed[whose=CONGESTION]", "699, 127, Failed[whose=NETWORK]"
  })
  void a_sip_status_that_ended_a_call_before_it_rang_has_one_outcome(int sip, int cause, String outcome)
      throws IOException {
    placed();
    failed(0);
    hungUp(0, cause, Integer.toString(sip));
    assertThat(outcome()).hasToString(outcome);
  }

  @ParameterizedTest(name = "cause {0}: {1}")
  @CsvSource({
    "1, Undeliverable[why=NO_SUCH_NUMBER]", "3, Failed[whose=NETWORK]", "17, NotReached[why=BUSY]",
    "18, NotReached[why=NO_ANSWER]", "20, NotReached[why=NO_ANSWER]", "21, NotReached[why=REJECTED]",
    "34, Failed[whose=CONGESTION]", "52, Failed[whose=EXCHANGE]", "54, Undeliverable[why=BARRED]",
    "0, Failed[whose=NETWORK]",
    "99, Failed[whose=NETWORK]"
  })
  void a_cause_decides_where_no_sip_status_is_told(int cause, String outcome) throws IOException {
    placed();
    failed(0);
    hungUp(0, cause, "");
    assertThat(outcome()).hasToString(outcome);
  }

  @ParameterizedTest(name = "404 with cause {0}: {1}")
  @CsvSource({"3, Failed[whose=NETWORK]", "2, Failed[whose=NETWORK]", "20, NotReached[why=NO_ANSWER]",
    "34, Failed[whose=CONGESTION]"})
  void a_404_is_not_believed_against_the_networks_own_cause(int cause, String outcome) throws IOException {
    placed();
    failed(0);
    hungUp(0, cause, "404");
    assertThat(outcome()).hasToString(outcome);
  }

  @ParameterizedTest(name = "after ringing, SIP {0}, cause {1}: {2}")
  @CsvSource({
    "403, 21, NotReached[why=REJECTED]", "603, 21, NotReached[why=REJECTED]", "486, 17, NotReached[why=BUSY]",
    "503, 34, NotReached[why=NO_ANSWER]", "500, 38, NotReached[why=NO_ANSWER]", "408, 18, NotReached[why=NO_ANSWER]",
    "404, 1, NotReached[why=NO_ANSWER]", "480, 19, NotReached[why=NO_ANSWER]"
  })
  void a_telephone_that_rang_was_rung_whatever_code_ended_the_call(int sip, int cause, String outcome)
      throws IOException {
    placed();
    ami.event("Event: Newstate", "Uniqueid: " + id, "ChannelState: 5");
    failed(0);
    hungUp(5, cause, Integer.toString(sip));
    assertThat(outcome()).hasToString(outcome);
  }

  @ParameterizedTest(name = "reason {0}: {1}")
  @CsvSource({
    "0, Failed[whose=NETWORK]", "1, NotReached[why=NO_ANSWER]", "3, NotReached[why=NO_ANSWER]",
    "5, NotReached[why=BUSY]",
    "8, Failed[whose=CONGESTION]"
  })
  void the_answer_to_the_originate_decides_where_it_is_all_that_comes(int reason, String outcome) throws IOException {
    failed(reason);
    assertThat(outcome()).hasToString(outcome);
  }

  @ParameterizedTest(name = "dial status {0}: {1}")
  @CsvSource({
    "BUSY, NotReached[why=BUSY]", "CONGESTION, Failed[whose=CONGESTION]", "CHANUNAVAIL, Failed[whose=EXCHANGE]",
    "NOANSWER, Failed[whose=NETWORK]"
  })
  void the_dial_status_decides_where_the_channel_tells_no_cause(String status, String outcome) throws IOException {
    placed();
    ami.event("Event: DialEnd", "DestUniqueid: " + id, "DialStatus: " + status);
    failed(0);
    hungUp(0, 0, "");
    assertThat(outcome()).hasToString(outcome);
  }

  @Test
  void a_call_that_was_placed_and_whose_hang_up_is_lost_may_have_rung() throws IOException {
    placed();
    failed(0);
    assertThat(outcome()).hasToString("Lost[]");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  @Order(1)
  void a_silent_call_rang_for_all_we_know_where_the_exchange_never_tells_of_progress(int state) throws IOException {
    placed();
    failed(3);
    hungUp(state, 19, "480");
    assertThat(outcome()).hasToString("NotReached[why=NO_ANSWER]");
  }

  @Test
  @Order(2)
  void a_call_that_is_announced_in_the_sound_alone_was_not_answered() throws IOException {
    placed();
    ami.event("Event: DialState", "DestUniqueid: " + id, "DialStatus: PROGRESS");
    failed(3);
    hungUp(0, 19, "480");
    assertThat(outcome()).hasToString("NotReached[why=NO_ANSWER]");
  }

  @Test
  @Order(3)
  void a_trunk_that_answers_nothing_until_our_time_out_is_a_fault_of_the_network() throws IOException {
    placed();
    failed(3);
    hungUp(0, 19, "480");
    assertThat(outcome()).hasToString("Failed[whose=NETWORK]");
  }
}
