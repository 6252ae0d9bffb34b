package org.obzvon.call.fastagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.obzvon.call.CallBounds;
import org.obzvon.call.CallSurroundings;
import org.obzvon.call.CallTokens;
import org.obzvon.call.CallTracker;
import org.obzvon.call.SilentSpeech;
import org.obzvon.call.ami.AmiCallChannel;
import org.obzvon.call.ami.Exchanges;
import org.obzvon.call.ami.RealLine;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.ContactChannel.Submission;

/// Tests conversations that a real Asterisk requests and the server refuses.
@Tag("rig")
@ExtendWith(RealLine.class)
class RigCallTokensTest extends FastAgiFixture {
  private static final String PICKS_UP_AND_WAITS = "+37367000001";

  private final CallSurroundings desk = new CallSurroundings();
  private final CallTracker tracker = new CallTracker(desk, desk, Clock.systemUTC(), CallBounds.USUAL);

  @Test
  void a_call_without_the_right_token_is_a_fault_of_ours_and_no_debtor_who_hung_up() throws Exception {
    start(10, Duration.ofSeconds(10), new SilentSpeech());
    assertThat(outcomeWith(CallTokens.ofThisProcess())).isEqualTo("Failed[whose=SCRIPT]");
  }

  @Test
  void a_call_of_an_exchange_that_is_not_allowed_is_a_fault_of_ours_and_no_debtor_who_hung_up() throws Exception {
    from = List.of("192.0.2.1");
    start(10, Duration.ofSeconds(10), new SilentSpeech());
    assertThat(outcomeWith(tokens)).isEqualTo("Failed[whose=SCRIPT]");
  }

  @Test
  void the_dialplan_hands_the_token_on_so_that_the_conversation_knows_its_call() throws Exception {
    start(10, Duration.ofSeconds(10), new SilentSpeech());
    Attempt unknown = CallSurroundings.attempt("main", PICKS_UP_AND_WAITS, "+37322000000", Duration.ofSeconds(10));
    try (AmiCallChannel channel = open(tokens)) {
      assertThat(channel.submit(unknown)).isInstanceOf(Submission.Accepted.class);
      // The token is right; the register of this test has no such attempt, so HANGUP follows and not cause 63.
      assertThat(outcome(unknown)).isEqualTo("NotReached[why=HUNG_UP_EARLY]");
    }
  }

  private String outcomeWith(CallTokens given) throws Exception {
    Attempt attempt = CallSurroundings.attempt("main", PICKS_UP_AND_WAITS, "+37322000000", Duration.ofSeconds(10));
    try (AmiCallChannel channel = open(given)) {
      assertThat(channel.submit(attempt)).isInstanceOf(Submission.Accepted.class);
      return outcome(attempt);
    }
  }

  private String outcome(Attempt attempt) {
    return await().atMost(Duration.ofSeconds(60))
        .until(
            () -> desk.reports.stream().filter(report -> report.attempt().equals(attempt.id())).findFirst(),
            java.util.Optional::isPresent)
        .orElseThrow().outcome().toString();
  }

  private AmiCallChannel open(CallTokens given) throws InterruptedException {
    AmiCallChannel channel = new AmiCallChannel(
        Exchanges.rig("main", "agi://127.0.0.1:" + server.port() + "/ivr"), tracker, desk, given,
        Clock.systemUTC());
    channel.start();
    assertThat(channel.awaitConnected(Duration.ofSeconds(20))).isTrue();
    return channel;
  }
}
