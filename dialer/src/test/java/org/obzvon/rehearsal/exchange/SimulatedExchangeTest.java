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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.asteriskjava.AsteriskVersion;
import org.asteriskjava.manager.AuthenticationFailedException;
import org.asteriskjava.manager.DefaultManagerConnection;
import org.asteriskjava.manager.TimeoutException;
import org.asteriskjava.manager.action.CoreShowChannelsAction;
import org.asteriskjava.manager.action.HangupAction;
import org.asteriskjava.manager.action.OriginateAction;
import org.asteriskjava.manager.action.PingAction;
import org.asteriskjava.manager.event.CoreShowChannelEvent;
import org.asteriskjava.manager.event.DialBeginEvent;
import org.asteriskjava.manager.event.DialEndEvent;
import org.asteriskjava.manager.event.HangupEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.NewChannelEvent;
import org.asteriskjava.manager.event.NewStateEvent;
import org.asteriskjava.manager.event.OriginateResponseEvent;
import org.asteriskjava.manager.response.ManagerResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obzvon.register.Ids;
import org.obzvon.register.Phone;
import org.obzvon.rehearsal.CallBehaviour;
import org.obzvon.rehearsal.CallBehaviour.MachineAnswers;
import org.obzvon.rehearsal.CallBehaviour.NotAnswered;
import org.obzvon.rehearsal.CallBehaviour.PersonAnswers;
import org.obzvon.rehearsal.CallBehaviour.Why;
import org.obzvon.rehearsal.KeyPress;
import org.obzvon.rehearsal.MovedClock;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class SimulatedExchangeTest {
  private static final Instant NOON = Instant.parse("2026-03-02T09:00:00Z");
  private static final ExchangeSettings.Login LOGIN = new ExchangeSettings.Login("obzvon", "s3cret");
  private static final Duration RING = Duration.ofSeconds(7);

  private final MovedClock clock = new MovedClock(NOON);
  private final List<ManagerEvent> events = Collections.synchronizedList(new ArrayList<>());
  private final List<Phone> dialled = Collections.synchronizedList(new ArrayList<>());
  private final List<AutoCloseable> open = new ArrayList<>();
  private CallBehaviour behaviour = new NotAnswered(Why.BUSY, Duration.ofSeconds(2));
  private SimulatedExchange exchange;
  private DefaultManagerConnection client;

  @BeforeEach
  void connect() throws Exception {
    start(ExchangeSettings.of(LOGIN));
  }

  private void start(ExchangeSettings settings) throws Exception {
    exchange = new SimulatedExchange(settings, (phone, _, _) -> {
      dialled.add(phone);
      return behaviour;
    }, clock);
    open.add(exchange);
    client = new DefaultManagerConnection("127.0.0.1", exchange.port(), LOGIN.user(), LOGIN.secret());
    client.addEventListener(events::add);
    client.login();
  }

  @AfterEach
  void close() throws Exception {
    client.logoff();
    for (AutoCloseable closeable : open) {
      closeable.close();
    }
  }

  private ScriptedAgiServer agi(String... script) throws IOException {
    ScriptedAgiServer server = new ScriptedAgiServer(script);
    open.add(server);
    return server;
  }

  private ManagerResponse originate(String id, Map<String, String> variables) throws IOException, TimeoutException {
    OriginateAction action = new OriginateAction();
    action.setChannel("PJSIP/79000000001@carrier");
    action.setChannelId(id);
    action.setContext("obzvon-robot");
    action.setExten("s");
    action.setPriority(1);
    action.setCallerId("\"Obzvon\" <79000999999>");
    action.setTimeout(30_000L);
    action.setAsync(true);
    action.setActionId(id);
    action.setVariables(variables);
    return client.sendAction(action, 10_000);
  }

  private String call(Map<String, String> variables) throws IOException, TimeoutException {
    String id = Ids.next().toString();
    assertThat(originate(id, variables).getMessage()).isEqualTo("Originate successfully queued");
    await().atMost(Duration.ofSeconds(30)).until(() ->
        !of(HangupEvent.class).isEmpty() && !of(OriginateResponseEvent.class).isEmpty());
    return id;
  }

  private <E extends ManagerEvent> List<E> of(Class<E> type) {
    synchronized (events) {
      return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
  }

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
  void who_answers_is_led_by_the_agi_server_and_presses_the_keys_of_his_plan() throws Exception {
    behaviour = new PersonAnswers(RING, List.of(
        new KeyPress.Press('1', Duration.ofSeconds(1)), new KeyPress.Silence()), false);
    ScriptedAgiServer agi = agi(
        "ANSWER", "STREAM FILE /sounds/intro \"123\"", "WAIT FOR DIGIT 5000", "EXEC Playback \"/sounds/debt\"",
        "WAIT FOR DIGIT 5000", "GET VARIABLE OBZVON_ATTEMPT", "SET VARIABLE X \"a \\\"b\\\"\"", "GET VARIABLE X",
        "GET VARIABLE NONE", "CHANNEL STATUS", "NONSENSE", "HANGUP", "STREAM FILE /sounds/late \"\"");
    String id = call(Map.of("OBZVON_AGI", agi.address(), "OBZVON_ATTEMPT", "42", "OBZVON_AMD", "1"));
    assertThat(agi.environment()).contains(
        "agi_network: yes", "agi_network_script: ivr", "agi_request: " + agi.address(), "agi_uniqueid: " + id,
        "agi_context: obzvon-robot", "agi_arg_1: HUMAN");
    List<String> heard = agi.heard();
    assertThat(heard.get(0)).isEqualTo("200 result=0");
    assertThat(heard.get(1)).matches("200 result=0 endpos=\\d{5}");
    assertThat(heard.subList(2, 11)).containsExactly(
        "200 result=49", "200 result=0", "200 result=0", "200 result=1 (42)", "200 result=1",
        "200 result=1 (a \"b\")", "200 result=0", "200 result=6", "510 Invalid or unknown command");
    assertThat(heard.get(11)).isEqualTo("200 result=1");
    assertThat(heard.get(12)).isEqualTo("HANGUP");
    assertThat(of(HangupEvent.class).getFirst().getCause()).isEqualTo(16);
    assertThat(of(NewStateEvent.class)).extracting(NewStateEvent::getChannelStateDesc)
        .containsExactly("Ringing", "Up");
    assertThat(of(OriginateResponseEvent.class).getFirst().getReason()).isEqualTo(4);
    assertThat(of(DialEndEvent.class).getFirst().getTimestamp())
        .isEqualTo(NOON.plus(RING).getEpochSecond() + 0.02);
    assertThat(of(HangupEvent.class).getFirst().getTimestamp()).isGreaterThan(NOON.getEpochSecond() + 7 + 2 + 2 + 1 + 2 + 5);
  }

  @Test
  void a_debtor_who_hangs_up_is_told_out_of_band_and_later_commands_are_not_permitted() throws Exception {
    behaviour = new PersonAnswers(RING, List.of(new KeyPress.HangUp(Duration.ofSeconds(1))), false);
    ScriptedAgiServer agi = agi(
        "STREAM FILE /sounds/intro \"123\"", "(hold)", "WAIT FOR DIGIT 5000", "CHANNEL STATUS",
        "GET VARIABLE OBZVON_ATTEMPT");
    call(Map.of("OBZVON_AGI", agi.address(), "OBZVON_ATTEMPT", "42"));
    assertThat(agi.environment()).contains("agi_arg_1: ");
    assertThat(agi.heard()).containsExactly(
        "200 result=-1 endpos=8000", "HANGUP", "511 Command Not Permitted on a dead channel or intercept routine",
        "200 result=6", "200 result=1 (42)");
    assertThat(of(HangupEvent.class).getFirst().getTimestamp()).isEqualTo(NOON.getEpochSecond() + 7 + 1.02);
  }

  @Test
  void a_machine_is_told_to_the_agi_server_where_detection_was_asked_for() throws Exception {
    behaviour = new MachineAnswers(RING);
    ScriptedAgiServer agi = agi("HANGUP");
    call(Map.of("OBZVON_AGI", agi.address(), "OBZVON_AMD", "1"));
    assertThat(agi.environment()).contains("agi_arg_1: MACHINE");
  }

  @Test
  void a_live_call_is_listed_and_can_be_hung_up_by_its_id() throws Exception {
    behaviour = new PersonAnswers(RING, List.of(), false);
    ScriptedAgiServer agi = agi("(hold)", "(hold)");
    String id = Ids.next().toString();
    originate(id, Map.of("OBZVON_AGI", agi.address()));
    await().atMost(Duration.ofSeconds(30)).until(() -> !agi.environment().isEmpty());
    assertThat(originate(id, Map.of()).getMessage()).isEqualTo("Channel ID already in use");
    var listed = client.sendEventGeneratingAction(new CoreShowChannelsAction(), 10_000).getEvents();
    assertThat(listed).filteredOn(CoreShowChannelEvent.class::isInstance).singleElement()
        .satisfies(event -> assertThat(((CoreShowChannelEvent) event).getUniqueid()).isEqualTo(id));
    assertThat(client.sendAction(new HangupAction(id)).getResponse()).isEqualTo("Success");
    await().atMost(Duration.ofSeconds(30)).until(() -> agi.heard().contains("HANGUP"));
    await().atMost(Duration.ofSeconds(60)).until(() -> exchange.liveCalls() == 0);
    assertThat(client.sendAction(new HangupAction(id)).getMessage()).isEqualTo("No such channel");
  }

  @Test
  void without_an_agi_server_the_call_ends_and_no_line_stays_taken() throws Exception {
    behaviour = new PersonAnswers(RING, List.of(), false);
    call(Map.of("OBZVON_AGI", "agi://192.0.2.1/ivr"));
    assertThat(of(HangupEvent.class).getFirst().getCause()).isEqualTo(16);
    assertThat(exchange.liveCalls()).isZero();
  }

  @Test
  void hundreds_of_calls_with_conversations_pass_and_none_stays_behind() throws Exception {
    behaviour = new PersonAnswers(RING, List.of(new KeyPress.Press('1', Duration.ofSeconds(1))), true);
    ScriptedAgiServer agi = agi("STREAM FILE /sounds/intro \"123\"", "HANGUP");
    for (int i = 0; i < 500; i++) {
      originate(Ids.next().toString(), Map.of("OBZVON_AGI", agi.address()));
    }
    await().atMost(Duration.ofSeconds(60)).until(() -> of(HangupEvent.class).size() == 500);
    assertThat(exchange.placedCalls()).isEqualTo(500);
    assertThat(exchange.liveCalls()).isZero();
    assertThat(of(OriginateResponseEvent.class)).hasSize(500)
        .allSatisfy(event -> assertThat(event.getResponse()).isEqualTo("Success"));
    assertThat(agi.heard().stream().filter(line -> line.startsWith("200 result=49 endpos="))).hasSize(500);
  }

  @Test
  void more_calls_than_lines_meet_congestion() throws Exception {
    close();
    start(new ExchangeSettings(0, LOGIN, new ExchangeSettings.Limits(2, 1), Disorder.NONE));
    behaviour = new PersonAnswers(RING, List.of(), false);
    ScriptedAgiServer agi = agi("(hold)");
    originate(Ids.next().toString(), Map.of("OBZVON_AGI", agi.address()));
    await().atMost(Duration.ofSeconds(30)).until(() -> !agi.environment().isEmpty());
    call(Map.of("OBZVON_AGI", agi.address()));
    assertThat(of(HangupEvent.class)).singleElement().satisfies(event -> assertThat(event.getCause()).isEqualTo(34));
  }

  @Test
  void a_disorderly_exchange_loses_and_delays_the_same_share_of_events_each_time() {
    Disorder disorder = new Disorder(5, 0.10, 0.03, Duration.ofMillis(200));
    int dropped = 0;
    int delayed = 0;
    for (int call = 0; call < 10_000; call++) {
      Disorder.Fate fate = disorder.of("+79000000001", call, 3);
      assertThat(fate).isEqualTo(disorder.of("+79000000001", call, 3));
      dropped += fate instanceof Disorder.Fate.Dropped ? 1 : 0;
      delayed += fate instanceof Disorder.Fate.Delayed ? 1 : 0;
    }
    assertThat(dropped).isBetween(200, 400);
    assertThat(delayed).isBetween(850, 1_150);
  }

  @Test
  void a_disorderly_exchange_ends_its_calls_although_it_does_not_tell_of_all_of_them() throws Exception {
    close();
    start(new ExchangeSettings(
        0, LOGIN, ExchangeSettings.Limits.USUAL, new Disorder(1, 0.2, 0.5, Duration.ofMillis(50))));
    for (int i = 0; i < 200; i++) {
      originate(Ids.next().toString(), Map.of());
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> exchange.placedCalls() == 200 && exchange.liveCalls() == 0);
    await().atMost(Duration.ofSeconds(30)).until(() -> of(HangupEvent.class).size() > 60);
    assertThat(of(HangupEvent.class).size()).isLessThan(140);
  }

  @Test
  void nothing_can_be_done_before_the_login_and_an_endless_line_ends_the_session() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), exchange.port());
        BufferedReader in =
            new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
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
    await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() ->
        client.sendAction(new PingAction(), 2_000).getResponse().equals("Success"));
    call(Map.of());
    assertThat(of(HangupEvent.class)).hasSize(1);
  }
}
