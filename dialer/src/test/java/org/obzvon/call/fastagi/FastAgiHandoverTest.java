package org.obzvon.call.fastagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.call.OperatorTransfer;
import org.obzvon.call.DialogueResult;
import org.obzvon.call.Phrase;
import org.obzvon.register.Language;

/// Tests how the robot transfers a debtor to operators.
@Tag("slow")
class FastAgiHandoverTest extends FastAgiFixture {
  private final List<String> heard = new ArrayList<>();
  private OperatorTransfer.Presence present = OperatorTransfer.Presence.BUSY;
  private boolean offers = true;
  private int wishes;
  private Optional<OperatorTransfer.Announcement> announcement = Optional.empty();
  private final List<Boolean> recorded = new CopyOnWriteArrayList<>();

  FastAgiHandoverTest() {
    attendants = people();
  }

  private OperatorTransfer people() {
    return new OperatorTransfer() {
      @Override
      public Presence presence(UUID attempt) {
        return present;
      }

      @Override
      public void handedOver(UUID attempt, DialogueResult dialogue, List<String> said) {
        heard.addAll(said);
      }

      @Override
      public Optional<CallBackOffer> nobodyCame(UUID attempt) {
        List<Phrase> question = offers ? phrase("at eighteen thirty?") : List.of();
        return Optional.of(
            new CallBackOffer(Language.EN, phrase("sorry"), question, phrase("agreed"), phrase("declined")));
      }

      @Override
      public boolean wantsCallBack(UUID attempt, java.util.function.BooleanSupplier last) {
        wishes++;
        return true;
      }

      @Override
      public Optional<Announcement> recording(UUID attempt) {
        return announcement;
      }

      @Override
      public void recorded(UUID attempt, boolean begins) {
        recorded.add(begins);
      }

      @Override
      public Optional<Announcement> stopped(UUID attempt) {
        return Optional.of(new Announcement(Language.EN, phrase("no more calls")));
      }
    };
  }

  private static List<Phrase> phrase(String text) {
    return List.of(new Phrase(Optional.empty(), text));
  }

  private List<String> conversation(OperatorTransfer.Presence presence, String detected, String keys) throws Exception {
    present = presence;
    UUID attempt = open();
    try (AgiPeer peer = call().request(attempt.toString(), detected)) {
      return peer.answer(AgiPeer.pressing(keys));
    }
  }

  private static long sounds(List<String> commands) {
    return commands.stream().filter(command -> command.startsWith("STREAM FILE")).count();
  }

  @Test
  void where_somebody_is_free_not_a_word_is_said_before_his_telephone_rings() throws Exception {
    List<String> busy = conversation(OperatorTransfer.Presence.BUSY, "", "10");
    List<String> free = conversation(OperatorTransfer.Presence.FREE, "", "10");
    assertThat(sounds(free)).isEqualTo(sounds(busy) - 1);
    assertThat(free).last().isEqualTo("SET VARIABLE OBZVON_NEXT \"operator\"");
    assertThat(heard).contains("[1]", "[0]").anyMatch(line -> line.contains("Popescu Ion"));
  }

  @Test
  void where_nobody_is_there_the_debtor_does_not_wait() throws Exception {
    assertThat(conversation(OperatorTransfer.Presence.NOBODY, "", "10")).last()
        .isEqualTo("SET VARIABLE OBZVON_NEXT \"nobody\"");
  }

  @Test
  void who_waited_in_vain_takes_a_call_back_by_key_1_alone() throws Exception {
    List<String> taken = conversation(OperatorTransfer.Presence.BUSY, "UNATTENDED", "1");
    assertThat(sounds(taken)).as("apology, question, agreed").isEqualTo(3);
    assertThat(wishes).isEqualTo(1);
    conversation(OperatorTransfer.Presence.BUSY, "UNATTENDED", "2");
    conversation(OperatorTransfer.Presence.BUSY, "UNATTENDED", "");
    assertThat(wishes).isEqualTo(1);
  }

  private List<String> recording(String keys) throws Exception {
    return conversation(OperatorTransfer.Presence.BUSY, "RECORDING", keys);
  }

  @Test
  void a_debtor_hears_all_of_the_announcement_before_the_dialplan_may_record() throws Exception {
    announcement = Optional.of(new OperatorTransfer.Announcement(Language.EN, phrase("this is recorded")));
    assertThat(recording("")).hasSize(2).last().isEqualTo("SET VARIABLE OBZVON_RECORD \"yes\"");
    List<String> pressed = new ArrayList<>();
    try (AgiPeer peer = call().request(open().toString(), "RECORDING")) {
      pressed.addAll(
          peer.answer(command -> command.endsWith(" 0") ? "200 result=53 endpos=4000" : AgiPeer.plain(command)));
    }
    assertThat(sounds(pressed)).as("after a key it goes on from where it was").isEqualTo(2);
    assertThat(pressed.get(1)).endsWith(" 4000");
    await().untilAsserted(() -> assertThat(recorded).containsExactly(true, true));
  }

  @Test
  void where_nothing_has_to_be_said_it_is_recorded_at_once() throws Exception {
    announcement = Optional.of(new OperatorTransfer.Announcement(Language.EN, List.of()));
    assertThat(recording("")).containsExactly("SET VARIABLE OBZVON_RECORD \"yes\"");
  }

  @Test
  void what_nobody_asked_for_is_not_recorded() throws Exception {
    assertThat(recording("")).isEmpty();
    await().untilAsserted(() -> assertThat(recorded).containsExactly(false));
  }

  @Test
  void where_no_hour_is_permitted_nothing_is_asked() throws Exception {
    offers = false;
    UUID attempt = open();
    try (AgiPeer peer = call().request(attempt.toString(), "UNATTENDED")) {
      assertThat(sounds(peer.answer(AgiPeer.pressing("1")))).isEqualTo(1);
    }
    assertThat(wishes).isZero();
  }
}
