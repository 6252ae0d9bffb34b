package org.obzvon.call.fastagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obzvon.call.DialogueResult.End;
import org.obzvon.call.SilentSpeech;

/// Tests the server under unknown peers, floods, silence, too many calls and its own shutdown.
@Tag("slow")
class FastAgiServerTest extends FastAgiFixture {

  @Test
  void a_call_of_an_attempt_that_is_not_open_is_hung_up_and_not_told() throws Exception {
    try (AgiPeer peer = call().request("0199c000-0000-7000-8000-000000000000", "HUMAN")) {
      assertThat(peer.answer(AgiPeer::plain)).containsExactly("HANGUP");
    }
    assertThat(told.begun).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1700000000.42", "", "../../etc", "' or 1=1"})
  void a_call_without_an_attempt_ends_as_a_fault_of_ours_and_is_not_told(String uniqueId) throws Exception {
    try (AgiPeer peer = call().request(uniqueId, "HUMAN")) {
      assertThat(peer.answer(AgiPeer::plain)).containsExactly("EXEC Hangup 63");
    }
    assertThat(told.begun).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"HUMAN", "MACHINE", "HANGUP", "UNATTENDED", "RECORDING", "STOPPED"})
  void an_open_attempt_without_its_token_has_no_conversation_and_stops_nobodys_calls(String word) throws Exception {
    UUID attempt = open();
    String ofAnother = tokens.of(open());
    for (String token : List.of("", ofAnother, tokens.of(attempt).substring(1), tokens.of(attempt) + "0")) {
      try (AgiPeer peer = call().request(attempt.toString(), word, token)) {
        assertThat(peer.answer(AgiPeer::plain)).containsExactly("EXEC Hangup 63");
      }
    }
    assertThat(told.begun).isEmpty();
    assertThat(told.stopped).isEmpty();
    assertThat(told.wishes).isEmpty();
  }

  @Test
  void an_address_that_is_not_allowed_is_answered_with_the_end_of_the_call_whatever_it_proves() throws Exception {
    from = List.of("192.0.2.7", "198.51.100.0/24");
    UUID attempt = open();
    try (AgiPeer peer = call().request(attempt.toString(), "HUMAN")) {
      assertThat(peer.answer(AgiPeer::plain)).containsExactly("EXEC Hangup 63");
    }
    assertThat(server.sessions()).isZero();
    assertThat(told.begun).isEmpty();
  }

  @Test
  void connections_that_say_nothing_take_no_session_and_push_out_each_other_before_a_call() throws Exception {
    start(2, Duration.ofSeconds(20), new SilentSpeech());
    UUID attempt = open();
    List<AgiPeer> mute = new ArrayList<>();
    try {
      for (int i = 0; i < 1_100; i++) {
        mute.add(call().send("agi_network: yes\n"));
      }
      assertThat(server.sessions()).isZero();
      try (AgiPeer peer = call().request(attempt.toString(), "HUMAN")) {
        peer.answer(AgiPeer.pressing("9"));
      }
      assertThat(mute.getFirst().read()).isNull();
    } finally {
      for (AgiPeer peer : mute) {
        peer.close();
      }
    }
    assertThat(told.of(attempt).end()).isEqualTo(End.OPTED_OUT);
  }

  @Test
  void a_broken_connection_is_told_once() throws Exception {
    UUID attempt = open();
    try (AgiPeer peer = call().request(attempt.toString(), "HUMAN")) {
      peer.answer(command -> command.startsWith("WAIT") ? null : AgiPeer.plain(command));
    }
    assertThat(told.of(attempt).end()).isEqualTo(End.CUT);
  }

  @Test
  void a_hang_up_that_was_told_before_the_connection_broke_is_the_debtors() throws Exception {
    UUID attempt = open();
    try (AgiPeer peer = call().request(attempt.toString(), "HUMAN")) {
      peer.answer(command -> {
        if (!command.startsWith("WAIT")) {
          return AgiPeer.plain(command);
        }
        try {
          peer.send("HANGUP\n");
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        return null;
      });
    }
    assertThat(told.of(attempt).end()).isEqualTo(End.HUNG_UP);
  }

  @Test
  void an_exchange_that_dies_in_a_conversation_leaves_standing_what_was_pressed() throws Exception {
    UUID attempt = open();
    try (AgiPeer peer = call().request(attempt.toString(), "HUMAN")) {
      AgiPeer.Answers keys = AgiPeer.pressing("1");
      List<String> waits = new ArrayList<>();
      peer.answer(command -> {
        if (command.startsWith("WAIT")) {
          waits.add(command);
        }
        return waits.size() > 1 ? null : keys.to(command);
      });
    }
    assertThat(told.of(attempt).end()).isEqualTo(End.CUT);
    assertThat(told.of(attempt).rightPerson()).isTrue();
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
          answer = null; // a reset instead of a close cuts the call off as well
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
      for (char letter : ("agi_uniqueid: " + attempt + "\nagi_arg_1: HUMAN\nagi_arg_2: " + tokens.of(attempt) + "\n\n")
          .toCharArray()) {
        peer.send(String.valueOf(letter));
      }
      peer.answer(AgiPeer.pressing("9"));
    }
    assertThat(told.of(attempt).end()).isEqualTo(End.OPTED_OUT);
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
      UUID second = open();
      try (AgiPeer filling = call().request(second.toString(), "HUMAN")) {
        assertThat(filling.read()).startsWith("STREAM FILE");
        try (AgiPeer over = call().request(third.toString(), "HUMAN")) {
          assertThat(over.answer(AgiPeer::plain)).containsExactly("EXEC Hangup 63");
        }
      }
      assertThat(told.of(second).end()).isEqualTo(End.CUT);
    }
    assertThat(told.of(first).end()).isEqualTo(End.CUT);
    assertThat(told.begun).doesNotContain(third);
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
}
