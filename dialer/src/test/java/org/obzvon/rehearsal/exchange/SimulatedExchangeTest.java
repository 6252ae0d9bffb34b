package org.obzvon.rehearsal.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.asteriskjava.AsteriskVersion;
import org.asteriskjava.manager.AuthenticationFailedException;
import org.asteriskjava.manager.DefaultManagerConnection;
import org.asteriskjava.manager.action.PingAction;
import org.asteriskjava.manager.event.DialBeginEvent;
import org.asteriskjava.manager.event.DialEndEvent;
import org.asteriskjava.manager.event.HangupEvent;
import org.asteriskjava.manager.event.NewChannelEvent;
import org.asteriskjava.manager.event.OriginateResponseEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Phone;
import org.obzvon.rehearsal.CallBehaviour.NotAnswered;
import org.obzvon.rehearsal.CallBehaviour.PersonAnswers;
import org.obzvon.rehearsal.CallBehaviour.Why;

class SimulatedExchangeTest extends ExchangeFixture {

  @Test
  void the_client_logs_in_by_challenge_and_takes_the_exchange_for_asterisk_22() throws Exception {
    assertThat(client.getVersion()).isEqualTo(AsteriskVersion.ASTERISK_22);
    assertThat(client.sendAction(new PingAction()).getResponse()).isEqualTo("Success");
  }

  @Test
  void a_wrong_secret_is_refused() {
    var stranger = new DefaultManagerConnection("127.0.0.1", exchange.port(), LOGIN.user(), "guess");
    assertThatThrownBy(stranger::login).isInstanceOf(AuthenticationFailedException.class);
  }

  @Test
  void every_event_of_a_call_carries_our_id_and_the_simulated_time() throws Exception {
    String id = call(Map.of());
    assertThat(of(NewChannelEvent.class)).singleElement().satisfies(event -> {
      assertThat(event.getUniqueId()).isEqualTo(id);
      assertThat(event.getLinkedid()).isEqualTo(id);
      assertThat(event.getTimestamp()).isEqualTo((double) NOON.getEpochSecond());
    });
    assertThat(of(DialBeginEvent.class)).singleElement()
        .satisfies(event -> assertThat(event.getDestUniqueId()).isEqualTo(id));
    assertThat(of(DialEndEvent.class)).singleElement().satisfies(event -> {
      assertThat(event.getDestUniqueId()).isEqualTo(id);
      assertThat(event.getDialStatus()).isEqualTo("BUSY");
    });
    assertThat(of(OriginateResponseEvent.class)).singleElement().satisfies(event -> {
      assertThat(event.getActionId()).isEqualTo(id);
      assertThat(event.getResponse()).isEqualTo("Failure");
      assertThat(event.getUniqueId()).isEqualTo(id);
    });
    assertThat(of(HangupEvent.class)).singleElement().satisfies(event -> {
      assertThat(event.getUniqueId()).isEqualTo(id);
      assertThat(event.getTimestamp()).isEqualTo(NOON.getEpochSecond() + 2.02);
    });
    assertThat(dialled).containsExactly(new Phone("+79000000001"));
    assertThat(exchange.liveCalls()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "BUSY, 17, User busy, 0, 2",
    "RINGS_OUT, 19, 'User alerting, no answer', 3, 30",
    "NO_SUCH_NUMBER, 1, Unallocated (unassigned) number, 0, 2",
    "CONGESTION, 34, Circuit/channel congestion, 0, 2",
    "REJECTED, 21, Call Rejected, 0, 2"
  })
  void a_call_that_nobody_answers_ends_as_measured_on_asterisk(
      Why why, int cause, String text, int reason, int seconds) throws Exception {
    behaviour = new NotAnswered(why, why == Why.RINGS_OUT ? Duration.ofMinutes(5) : Duration.ofSeconds(2));
    call(Map.of());
    HangupEvent hangup = of(HangupEvent.class).getFirst();
    assertThat(hangup.getCause()).isEqualTo(cause);
    assertThat(hangup.getCauseTxt()).isEqualTo(text);
    assertThat(hangup.getTimestamp()).isEqualTo(NOON.getEpochSecond() + seconds + 0.02);
    assertThat(of(OriginateResponseEvent.class).getFirst().getReason()).isEqualTo(reason);
    assertThat(of(DialEndEvent.class)).hasSize(why == Why.RINGS_OUT ? 0 : 1);
  }

  @Test
  void more_calls_than_lines_meet_congestion() throws Exception {
    close();
    start(new SimulatedExchangeSettings(0, LOGIN, new SimulatedExchangeSettings.Limits(2, 1), EventDisorder.NONE));
    behaviour = new PersonAnswers(RING, List.of(), false);
    ScriptedAgiServer agi = agi("(hold)");
    originate(IdGenerator.next().toString(), Map.of("OBZVON_AGI", agi.address()));
    await().atMost(Duration.ofSeconds(30)).until(() -> !agi.environment().isEmpty());
    call(Map.of("OBZVON_AGI", agi.address()));
    assertThat(of(HangupEvent.class)).singleElement().satisfies(event -> assertThat(event.getCause()).isEqualTo(34));
  }

  @Test
  void a_disorderly_exchange_loses_and_delays_the_same_share_of_events_each_time() {
    EventDisorder disorder = new EventDisorder(5, 0.10, 0.03, Duration.ofMillis(200));
    int dropped = 0;
    int delayed = 0;
    for (int call = 0; call < 10_000; call++) {
      EventDisorder.Fate fate = disorder.of("+79000000001", call, 3);
      assertThat(fate).isEqualTo(disorder.of("+79000000001", call, 3));
      dropped += fate instanceof EventDisorder.Fate.Dropped ? 1 : 0;
      delayed += fate instanceof EventDisorder.Fate.Delayed ? 1 : 0;
    }
    assertThat(dropped).isBetween(200, 400);
    assertThat(delayed).isBetween(850, 1_150);
  }

  @Test
  void a_disorderly_exchange_ends_its_calls_although_it_does_not_tell_of_all_of_them() throws Exception {
    close();
    start(new SimulatedExchangeSettings(
        0, LOGIN, SimulatedExchangeSettings.Limits.USUAL, new EventDisorder(1, 0.2, 0.5, Duration.ofMillis(50))));
    for (int i = 0; i < 200; i++) {
      originate(IdGenerator.next().toString(), Map.of());
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> exchange.placedCalls() == 200 && exchange.liveCalls() == 0);
    await().atMost(Duration.ofSeconds(30)).until(() -> of(HangupEvent.class).size() > 60);
    assertThat(of(HangupEvent.class).size()).isLessThan(140);
  }

  @Test
  void nothing_can_be_done_before_the_login_and_an_endless_line_ends_the_session() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), exchange.port());
        BufferedReader in = new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      socket.setSoTimeout(30_000);
      assertThat(in.readLine()).isEqualTo("Asterisk Call Manager/11.0.0");
      write(socket, "Action: Originate\r\nActionID: 7\r\nChannel: PJSIP/79000000001@x\r\n\r\n");
      assertThat(in.readLine()).isEqualTo("Response: Error");
      assertThat(in.readLine()).isEqualTo("ActionID: 7");
      assertThat(in.readLine()).isEqualTo("Message: Permission denied");
      write(socket, "X".repeat(20_000));
      assertThat(in.readLine()).isEmpty();
      assertThat(in.read()).isEqualTo(-1);
    }
    assertThat(dialled).isEmpty();
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  @Test
  void a_client_that_was_dropped_finds_the_exchange_again_and_hears_of_new_calls() throws Exception {
    exchange.dropSessions();
    await().atMost(Duration.ofSeconds(60)).ignoreExceptions()
        .until(() -> client.sendAction(new PingAction(), 2_000).getResponse().equals("Success"));
    call(Map.of());
    assertThat(of(HangupEvent.class)).hasSize(1);
  }
}
