package org.obzvon.call.fastagi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.call.RobotFault;
import org.obzvon.call.DialogueResult;
import org.obzvon.call.DialogueResult.End;
import org.obzvon.call.Phrase;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.Promise;
import org.obzvon.register.Language;
import org.obzvon.register.Money;

/// Tests the result of a conversation, whatever the debtor and the exchange do in it.
@Tag("slow")
class FastAgiConversationTest extends FastAgiFixture {

  @Test
  void a_debtor_promises_and_the_day_is_counted_from_his_own_date() throws Exception {
    UUID attempt = open();
    try (AgiPeer peer = call().request(attempt.toString(), "HUMAN")) {
      List<String> commands = peer.answer(AgiPeer.pressing("121"));
      assertThat(commands).last().isEqualTo("HANGUP");
      assertThat(commands.getFirst()).startsWith("STREAM FILE \"silent/en/").endsWith(" \"0123456789*#\" 0");
    }
    assertThat(told.of(attempt))
        .isEqualTo(new DialogueResult(End.FINISHED, true,
            Optional.of(new Promise(LocalDate.of(2026, 11, 24), Money.of("350.50", "MDL"))), Optional.empty(), "121"));
  }

  @Test
  void a_wish_to_be_left_alone_is_told_before_the_goodbye_is_spoken_and_once() throws Exception {
    UUID attempt = open();
    AgiPeer.Answers keys = AgiPeer.pressing("19");
    List<Integer> toldWhileSpeaking = new ArrayList<>();
    try (AgiPeer peer = call().request(attempt.toString(), "HUMAN")) {
      peer.answer(command -> {
        toldWhileSpeaking.add(told.wishes.getOrDefault(attempt, List.of()).size());
        assertThat(told.ended).doesNotContainKey(attempt);
        return keys.to(command);
      });
    }
    assertThat(toldWhileSpeaking).startsWith(0, 0).endsWith(1);
    assertThat(told.of(attempt).end()).isEqualTo(End.OPTED_OUT);
    assertThat(told.wishes.get(attempt)).containsExactly(
        new ContactOutcome.Reached(ContactOutcome.Answer.OPTED_OUT, Optional.empty(), Optional.empty()));
  }

  @Test
  void a_wrong_number_is_told_at_its_key() throws Exception {
    UUID attempt = open();
    try (AgiPeer peer = call().request(attempt.toString(), "HUMAN")) {
      peer.answer(AgiPeer.pressing("3"));
    }
    assertThat(told.of(attempt).end()).isEqualTo(End.WRONG_NUMBER);
    assertThat(told.wishes.get(attempt))
        .containsExactly(new ContactOutcome.Undeliverable(ContactOutcome.Refusal.WRONG_NUMBER));
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
        List<String> commands = peer.answer(command -> command.startsWith("STREAM") ? answer : AgiPeer.plain(command));
        assertThat(commands).last().isEqualTo("HANGUP");
      }
      assertThat(told.of(attempt).end()).isEqualTo(End.FAULT);
    }
  }

  @Test
  void a_key_that_means_nothing_yet_is_noted_and_the_prompt_goes_on() throws Exception {
    UUID attempt = open();
    try (AgiPeer peer = call().request(attempt.toString(), "HUMAN")) {
      AgiPeer.Answers keys = AgiPeer.pressing("3");
      List<String> commands = peer
          .answer(command -> peer.commands.size() == 1 ? "200 result=53 endpos=4000" : keys.to(command));
      assertThat(commands.get(1)).isEqualTo(commands.get(0).replaceAll(" 0$", " 4000"));
    }
    assertThat(told.of(attempt).end()).isEqualTo(End.WRONG_NUMBER);
    assertThat(told.of(attempt).keys()).isEqualTo("53");
  }

  @Test
  void a_key_during_a_question_interrupts_it() throws Exception {
    UUID attempt = open();
    try (AgiPeer peer = call().request(attempt.toString(), "HUMAN")) {
      List<String> commands = peer
          .answer(command -> peer.commands.size() == 3 ? "200 result=50 endpos=10" : AgiPeer.plain(command));
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
    // This is the worst possible speech: it names the sound files by their texts.
    start(10, Duration.ofSeconds(20), (_, phrases) -> phrases.stream().map(Phrase::text).toList());
    UUID attempt = register.open("Bobby\"\r\nHANGUP\r\nEXEC System \"rm\" \\\u0000\u2028x", "-1", Language.EN).id();
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
      throw new RobotFault("no voice");
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
}
