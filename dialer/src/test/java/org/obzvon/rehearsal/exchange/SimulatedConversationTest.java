package org.obzvon.rehearsal.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.asteriskjava.manager.action.CoreShowChannelsAction;
import org.asteriskjava.manager.action.HangupAction;
import org.asteriskjava.manager.event.CoreShowChannelEvent;
import org.asteriskjava.manager.event.DialEndEvent;
import org.asteriskjava.manager.event.HangupEvent;
import org.asteriskjava.manager.event.NewStateEvent;
import org.asteriskjava.manager.event.OriginateResponseEvent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.register.IdGenerator;
import org.obzvon.rehearsal.CallBehaviour.MachineAnswers;
import org.obzvon.rehearsal.CallBehaviour.PersonAnswers;
import org.obzvon.rehearsal.KeyPress;

@Tag("slow")
class SimulatedConversationTest extends ExchangeFixture {

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
    assertThat(of(HangupEvent.class).getFirst().getTimestamp()).isGreaterThan(
        NOON.getEpochSecond() + 7 + 2 + 2 + 1 + 2 + 5);
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
    ScriptedAgiServer agi = agi("(hold)");
    String id = IdGenerator.next().toString();
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
      originate(IdGenerator.next().toString(), Map.of("OBZVON_AGI", agi.address()));
    }
    await().atMost(Duration.ofSeconds(60)).until(() -> of(HangupEvent.class).size() == 500);
    assertThat(exchange.placedCalls()).isEqualTo(500);
    assertThat(exchange.liveCalls()).isZero();
    assertThat(of(OriginateResponseEvent.class)).hasSize(500)
        .allSatisfy(event -> assertThat(event.getResponse()).isEqualTo("Success"));
    assertThat(agi.heard().stream().filter(line -> line.startsWith("200 result=49 endpos="))).hasSize(500);
  }
}
