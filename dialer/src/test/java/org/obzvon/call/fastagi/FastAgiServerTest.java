package org.obzvon.call.fastagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obzvon.call.CallFault;
import org.obzvon.call.CallPreparation;
import org.obzvon.call.Conversations;
import org.obzvon.call.Dialogue;
import org.obzvon.call.Dialogue.End;
import org.obzvon.call.DialogueSink;
import org.obzvon.call.Facts;
import org.obzvon.call.Phrase;
import org.obzvon.call.SilentSpeech;
import org.obzvon.call.Speech;
import org.obzvon.call.TextRequest;
import org.obzvon.call.icu.IcuWords;
import org.obzvon.call.yaml.YamlScripts;
import org.obzvon.contact.Promise;
import org.obzvon.register.Ids;
import org.obzvon.register.Language;
import org.obzvon.register.Money;

/// Over a real loopback socket, with the exchange's side written by hand.
class FastAgiServerTest {
  private static final Facts.House HOUSE = new Facts.House("Arax-Net", Optional.of("022 123 456"));

  private final Register register = new Register();
  private final Conversations conversations =
      new Conversations(register, register, new YamlScripts().shipped(), new IcuWords(),
          Map.of(Language.RU, HOUSE, Language.RO, HOUSE, Language.EN, HOUSE), () -> Register.NOW);
  private final Told told = new Told();
  private FastAgiServer server;

  static final class Told implements DialogueSink {
    final List<UUID> begun = new CopyOnWriteArrayList<>();
    final Map<UUID, List<Dialogue>> ended = new ConcurrentHashMap<>();

    @Override
    public void begun(UUID attempt, Instant at) {
      begun.add(attempt);
    }

    @Override
    public void ended(UUID attempt, Dialogue dialogue, Instant at) {
      ended.computeIfAbsent(attempt, _ -> new CopyOnWriteArrayList<>()).add(dialogue);
    }

    /// The one dialogue of an attempt that began once.
    Dialogue of(UUID attempt) {
      if (!ended.containsKey(attempt)) {
        await().atMost(Duration.ofSeconds(30)).until(() -> ended.containsKey(attempt));
      }
      assertThat(begun.stream().filter(attempt::equals)).hasSize(1);
      assertThat(ended.get(attempt)).hasSize(1);
      return ended.get(attempt).getFirst();
    }
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private AgiPeer call() throws IOException {
    if (server == null) {
      start(300, Duration.ofSeconds(20), new SilentSpeech());
    }
    return new AgiPeer(server.port());
  }

  private void start(int mostSessions, Duration replyTimeout, Speech speech) {
    server =
        new FastAgiServer(
            new FastAgiServer.Settings("127.0.0.1", 0, mostSessions, replyTimeout, Duration.ofMinutes(5),
                Duration.ofMillis(200)),
            conversations, speech, told, TextRequest.NONE, () -> Register.NOW);
    server.start();
  }

  private UUID open() {
    return register.open("Popescu Ion", "-350.50", Language.EN).id();
  }

  @Test
  void a_debtor_promises_and_the_day_is_counted_from_his_own_date() throws Exception {
    UUID attempt = open();
    try (AgiPeer peer = call().request(attempt.toString(), "HUMAN")) {
      List<String> commands = peer.answer(AgiPeer.pressing("121"));
      assertThat(commands).last().isEqualTo("HANGUP");
      assertThat(commands.getFirst()).startsWith("STREAM FILE \"silent/en/").endsWith(" \"0123456789*#\" 0");
    }
    assertThat(told.of(attempt))
        .isEqualTo(new Dialogue(End.FINISHED, true,
            Optional.of(new Promise(LocalDate.of(2026, 11, 24), Money.of("350.50", "MDL"))), Optional.empty(), "121"));
  }

  @Test
  void a_transfer_sets_the_variable_and_leaves_the_call_standing() throws Exception {
    UUID attempt = open();
    try (AgiPeer peer = call().request(attempt.toString(), "")) {
      List<String> commands = peer.answer(AgiPeer.pressing("10"));
      assertThat(commands).last().isEqualTo("SET VARIABLE OBZVON_NEXT \"operator\"");
      assertThat(commands).doesNotContain("HANGUP");
    }
    assertThat(told.of(attempt).end()).isEqualTo(End.TRANSFERRED);
    assertThat(told.of(attempt).keys()).isEqualTo("10");
  }

  @Test
  void nothing_is_said_to_a_machine_and_nothing_to_whoever_hung_up() throws Exception {
    UUID machine = open();
    try (AgiPeer peer = call().request(machine.toString(), "MACHINE")) {
      assertThat(peer.answer(AgiPeer::plain)).containsExactly("HANGUP");
    }
    assertThat(told.of(machine).end()).isEqualTo(End.MACHINE);
    UUID gone = open();
    try (AgiPeer peer = call().request(gone.toString(), "HANGUP")) {
      assertThat(peer.answer(AgiPeer::plain)).isEmpty();
    }
    assertThat(told.of(gone).end()).isEqualTo(End.HUNG_UP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0199c000-0000-7000-8000-000000000000", "1700000000.42", "", "../../etc", "' or 1=1"})
  void a_call_that_is_no_open_attempt_is_hung_up_and_not_told(String uniqueId) throws Exception {
    try (AgiPeer peer = call().request(uniqueId, "HUMAN")) {
      assertThat(peer.answer(AgiPeer::plain)).containsExactly("HANGUP");
    }
    assertThat(told.begun).isEmpty();
  }

  @Test
  void a_hang_up_in_the_middle_of_a_prompt_is_the_debtors() throws Exception {
    UUID attempt = open();
    try (AgiPeer peer = call().request(attempt.toString(), "HUMAN")) {
      List<String> asked = new ArrayList<>();
      peer.answer(command -> {
        asked.add(command);
        return asked.size() < 4
            ? AgiPeer.plain(command)
            : asked.size() == 4
                ? "200 result=-1 endpos=1200\nHANGUP"
                : "511 Command Not Permitted on a dead channel";
      });
    }
    assertThat(told.of(attempt).end()).isEqualTo(End.HUNG_UP);
  }

  @Test
  void a_dead_channel_without_the_line_hangup_is_a_hang_up_too() throws Exception {
    UUID attempt = open();
    try (AgiPeer peer = call().request(attempt.toString(), "HUMAN")) {
      peer.answer(command -> command.startsWith("WAIT") ? "511 Command Not Permitted on a dead channel"
          : AgiPeer.plain(command));
    }
    assertThat(told.of(attempt).end()).isEqualTo(End.HUNG_UP);
  }

  @Test
  void a_broken_connection_is_told_once() throws Exception {
    UUID attempt = open();
    try (AgiPeer peer = call().request(attempt.toString(), "HUMAN")) {
      peer.answer(command -> command.startsWith("WAIT") ? null : AgiPeer.plain(command));
    }
    assertThat(told.of(attempt).end()).isEqualTo(End.HUNG_UP);
  }

  @Test
  void a_hang_up_while_being_handed_over_is_no_transfer() throws Exception {
    UUID attempt = open();
    try (AgiPeer peer = call().request(attempt.toString(), "HUMAN")) {
      AgiPeer.Answers keys = AgiPeer.pressing("10");
      peer.answer(command -> command.startsWith("SET VARIABLE") ? "HANGUP\n200 result=1" : keys.to(command));
    }
    assertThat(told.of(attempt).end()).isEqualTo(End.HUNG_UP);
  }

  @Test
  void a_sound_that_the_exchange_lacks_or_cannot_play_is_our_fault() throws Exception {
    for (String answer : List.of("200 result=0 endpos=0", "200 result=-1 endpos=0")) {
      UUID attempt = open();
      try (AgiPeer peer = call().request(attempt.toString(), "HUMAN")) {
        List<String> commands =
            peer.answer(command -> command.startsWith("STREAM") ? answer : AgiPeer.plain(command));
        assertThat(commands).last().isEqualTo("HANGUP");
      }
      assertThat(told.of(attempt).end()).isEqualTo(End.FAULT);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "200", "200 result=x", "520-Invalid\n520-usage\n520 End", "510 Invalid"})
  void an_exchange_that_makes_no_sense_is_a_fault(String answer) throws Exception {
    UUID attempt = open();
    try (AgiPeer peer = call().request(attempt.toString(), "HUMAN")) {
      peer.answer(_ -> answer);
    }
    assertThat(told.of(attempt).end()).isEqualTo(End.FAULT);
  }

  @Test
  void a_request_that_is_none_too_long_or_a_flood_is_cut_off() throws Exception {
    for (String text : List.of("GET / HTTP/1.1\r\n\r\n", "agi_a: " + "x".repeat(10_000) + "\n",
        "agi_x: y\n".repeat(5000), "\u0000\u0001\u0002\n")) {
      try (AgiPeer peer = call()) {
        String answer;
        try {
          peer.send(text);
          answer = peer.read();
        } catch (IOException _) {
          answer = null; // reset instead of closed: cut off as well
        }
        assertThat(answer).isNull();
      }
    }
    assertThat(told.begun).isEmpty();
  }

  @Test
  void a_silent_exchange_does_not_hold_a_session_for_ever() throws Exception {
    start(10, Duration.ofMillis(200), new SilentSpeech());
    UUID attempt = open();
    try (AgiPeer peer = call().request(attempt.toString(), "HUMAN");
        AgiPeer mute = call()) {
      AgiPeer.Answers keys = AgiPeer.pressing("10");
      peer.answer(command -> command.startsWith("SET VARIABLE") ? "" : keys.to(command));
      assertThat(mute.read()).isNull();
    }
    assertThat(told.of(attempt).end()).isEqualTo(End.FAULT);
    await().atMost(Duration.ofSeconds(20)).until(() -> server.sessions() == 0);
  }

  @Test
  void a_slow_exchange_is_waited_for() throws Exception {
    UUID attempt = open();
    try (AgiPeer peer = call()) {
      for (char letter : ("agi_uniqueid: " + attempt + "\nagi_arg_1: HUMAN\n\n").toCharArray()) {
        peer.send(String.valueOf(letter));
      }
      peer.answer(AgiPeer.pressing("9"));
    }
    assertThat(told.of(attempt).end()).isEqualTo(End.OPTED_OUT);
  }

  @Test
  void a_key_that_means_nothing_yet_is_noted_and_the_prompt_goes_on() throws Exception {
    UUID attempt = open();
    try (AgiPeer peer = call().request(attempt.toString(), "HUMAN")) {
      AgiPeer.Answers keys = AgiPeer.pressing("3");
      List<String> commands =
          peer.answer(command -> peer.commands.size() == 1 ? "200 result=53 endpos=4000" : keys.to(command));
      assertThat(commands.get(1)).isEqualTo(commands.get(0).replaceAll(" 0$", " 4000"));
    }
    assertThat(told.of(attempt).end()).isEqualTo(End.WRONG_NUMBER);
    assertThat(told.of(attempt).keys()).isEqualTo("53");
  }

  @Test
  void a_key_during_a_question_interrupts_it() throws Exception {
    UUID attempt = open();
    try (AgiPeer peer = call().request(attempt.toString(), "HUMAN")) {
      List<String> commands =
          peer.answer(command -> peer.commands.size() == 3 ? "200 result=50 endpos=10" : AgiPeer.plain(command));
      assertThat(commands).noneMatch(command -> command.startsWith("WAIT"));
    }
    assertThat(told.of(attempt).end()).isEqualTo(End.SOMEBODY_ELSE);
  }

  @Test
  void whoever_leans_on_the_keys_hears_the_end_of_the_script_anyway() throws Exception {
    UUID attempt = open();
    try (AgiPeer peer = call().request(attempt.toString(), "HUMAN")) {
      List<String> commands = peer.answer(_ -> "200 result=35 endpos=1");
      assertThat(commands).hasSizeLessThan(400).last().isEqualTo("HANGUP");
    }
    assertThat(told.of(attempt).end()).isEqualTo(End.SILENT);
  }

  @Test
  void hostile_names_of_debtors_cannot_become_commands() throws Exception {
    // The worst speech there could be: it names the sounds by what they say.
    start(10, Duration.ofSeconds(20), (_, phrases) -> phrases.stream().map(Phrase::text).toList());
    UUID attempt =
        register.open("Bobby\"\r\nHANGUP\r\nEXEC System \"rm\" \\\u0000\u2028x", "-1", Language.EN).id();
    try (AgiPeer peer = call().request(attempt.toString(), "HUMAN")) {
      List<String> commands = peer.answer(AgiPeer.pressing("111"));
      assertThat(commands).last().isEqualTo("HANGUP");
      assertThat(commands.subList(0, commands.size() - 1))
          .allMatch(command -> command.matches("(STREAM FILE \"[^\"]*\" \"0123456789\\*#\" \\d+|WAIT FOR DIGIT \\d+)"))
          .anyMatch(command -> command.contains("Bobby Hangup"));
    }
    assertThat(told.of(attempt).end()).isEqualTo(End.FINISHED);
  }

  @Test
  void speech_that_fails_ends_the_call_as_our_fault() throws Exception {
    start(10, Duration.ofSeconds(20), (_, _) -> {
      throw new CallFault("no voice");
    });
    UUID attempt = open();
    try (AgiPeer peer = call().request(attempt.toString(), "HUMAN")) {
      assertThat(peer.answer(AgiPeer::plain)).containsExactly("HANGUP");
    }
    assertThat(told.of(attempt).end()).isEqualTo(End.FAULT);
  }

  @Test
  void a_debtor_who_paid_meanwhile_is_told_nothing() throws Exception {
    UUID attempt = register.open("Popescu Ion", "0", Language.EN).id();
    try (AgiPeer peer = call().request(attempt.toString(), "HUMAN")) {
      assertThat(peer.answer(AgiPeer::plain)).containsExactly("HANGUP");
    }
    assertThat(told.of(attempt).end()).isEqualTo(End.FAULT);
  }

  @Test
  void a_call_over_the_limit_is_hung_up_and_a_second_one_of_an_attempt_too() throws Exception {
    start(2, Duration.ofSeconds(20), new SilentSpeech());
    UUID first = open();
    UUID third = open();
    try (AgiPeer one = call().request(first.toString(), "HUMAN")) {
      assertThat(one.read()).startsWith("STREAM FILE");
      try (AgiPeer two = call().request(first.toString(), "HUMAN")) {
        assertThat(two.answer(AgiPeer::plain)).containsExactly("HANGUP");
      }
      await().atMost(Duration.ofSeconds(20)).until(() -> server.sessions() == 1);
      try (AgiPeer filling = call()) {
        filling.send("agi_network: yes\n");
        await().atMost(Duration.ofSeconds(20)).until(() -> server.sessions() == 2);
        try (AgiPeer over = call().request(third.toString(), "HUMAN")) {
          assertThat(over.answer(AgiPeer::plain)).containsExactly("HANGUP");
        }
      }
    }
    assertThat(told.of(first).end()).isEqualTo(End.HUNG_UP);
    assertThat(told.begun).containsExactly(first);
  }

  @Test
  void when_the_service_stops_running_conversations_are_told_before_it_returns() throws Exception {
    UUID attempt = open();
    try (AgiPeer peer = call().request(attempt.toString(), "HUMAN")) {
      assertThat(peer.read()).startsWith("STREAM FILE");
      server.close();
      assertThat(told.ended).containsKey(attempt);
      assertThat(told.of(attempt).end()).isEqualTo(End.FAULT);
    }
  }

  @Test
  void two_hundred_conversations_at_once_each_end_with_their_own_keys() throws Exception {
    start(300, Duration.ofSeconds(60), new SilentSpeech());
    List<String> keys = List.of("111", "121", "1322", "2", "3", "9", "10", "1-42", "--9", "141");
    List<UUID> attempts = Stream.generate(this::open).limit(200).toList();
    CountDownLatch together = new CountDownLatch(200);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> calls = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String pressed = keys.get(i % keys.size());
        UUID attempt = attempts.get(i);
        calls.add(threads.submit(() -> {
          try (AgiPeer peer = call().request(attempt.toString(), "NOTSURE")) {
            together.countDown();
            together.await();
            return peer.answer(AgiPeer.pressing(pressed));
          }
        }));
      }
      for (Future<?> call : calls) {
        call.get();
      }
    }
    for (int i = 0; i < 200; i++) {
      assertThat(told.of(attempts.get(i)).keys()).isEqualTo(keys.get(i % keys.size()).replace("-", ""));
    }
  }

  @Test
  void a_call_is_prepared_with_everything_it_may_say() throws Exception {
    List<Phrase> asked = new ArrayList<>();
    Speech speech = (_, phrases) -> {
      asked.addAll(phrases);
      return List.of();
    };
    new CallPreparation(conversations, speech)
        .prepare(register.open("Popescu Ion", "-350.50", Language.RO));
    assertThat(asked).extracting(Phrase::text)
        .anyMatch(text -> text.contains("trei sute cincizeci de lei și cincizeci de bani"))
        .anyMatch(text -> text.contains("douăzeci și șase noiembrie"));
  }

  @Test
  void an_attempt_of_nobody_cannot_be_prepared() {
    Speech speech = new SilentSpeech();
    var paid = register.open("Popescu Ion", "5", Language.RO);
    assertThatThrownBy(() -> new CallPreparation(conversations, speech).prepare(paid))
        .isInstanceOf(CallFault.class)
        .hasMessageContaining("owes nothing any more");
    assertThat(register.find(Ids.next())).isEmpty();
  }
}
