package org.obzvon.call.fastagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.obzvon.call.OperatorTransfer;
import org.obzvon.call.DialogueResult;
import org.obzvon.call.Phrase;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactOutcome.Answer;
import org.obzvon.contact.ContactOutcome.Reached;
import org.obzvon.contact.ContactOutcome.Refusal;
import org.obzvon.contact.ContactOutcome.Undeliverable;
import org.obzvon.register.Language;

/// Tests that key 9 stops further calls at any point of a call: it is pressed during every command in turn.
@Tag("slow")
class FastAgiStopKeyTest extends FastAgiFixture {
  private static final String NINE = "200 result=57 endpos=4000";

  private final List<String> kept = new CopyOnWriteArrayList<>();
  private final List<Boolean> recorded = new CopyOnWriteArrayList<>();
  /// Holds a question of the robot to the desk until it may be answered.
  private final CountDownLatch answers = new CountDownLatch(1);
  private Optional<String> slow = Optional.empty();

  FastAgiStopKeyTest() {
    attendants = new People();
  }

  private final class People implements OperatorTransfer {
    private void question(String name) {
      if (slow.filter(name::equals).isPresent()) {
        try {
          answers.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }

    @Override
    public Presence presence(UUID attempt) {
      question("presence");
      return Presence.BUSY;
    }

    @Override
    public void handedOver(UUID attempt, DialogueResult dialogue, List<String> said) {}

    @Override
    public Optional<CallBackOffer> nobodyCame(UUID attempt) {
      question("offer");
      return Optional.of(
          new CallBackOffer(
              Language.EN, phrase("sorry"), phrase("at six?"), phrase("agreed"), phrase("declined")));
    }

    @Override
    public boolean wantsCallBack(UUID attempt, BooleanSupplier last) {
      question("call-back");
      boolean stands = last.getAsBoolean();
      kept.add(stands ? "kept" : "dropped");
      return stands;
    }

    @Override
    public Optional<Announcement> recording(UUID attempt) {
      question("recording");
      return Optional.of(new Announcement(Language.EN, phrase("this is recorded")));
    }

    @Override
    public void recorded(UUID attempt, boolean begins) {
      recorded.add(begins);
    }

    @Override
    public Optional<Announcement> stopped(UUID attempt) {
      return Optional.of(new Announcement(Language.EN, phrase("no more calls")));
    }
  }

  private static List<Phrase> phrase(String text) {
    return List.of(new Phrase(Optional.empty(), text));
  }

  /// Returns the commands of a call in which these keys are pressed when the robot waits for one.
  private List<String> commands(String detected, String keys) throws Exception {
    try (AgiPeer peer = call().request(open().toString(), detected)) {
      return peer.answer(AgiPeer.pressing(keys));
    }
  }

  private static boolean hears(String command) {
    return command.startsWith("STREAM FILE") || command.startsWith("WAIT FOR DIGIT");
  }

  /// Makes the same call, but presses 9 during one of its commands. Returns the commands after that key.
  private List<String> stoppedDuring(int moment, UUID attempt, String detected, String keys) throws Exception {
    AgiPeer.Answers plain = AgiPeer.pressing(keys);
    int[] number = {0};
    try (AgiPeer peer = call().request(attempt.toString(), detected)) {
      List<String> commands = peer.answer(command -> number[0]++ == moment ? NINE : plain.to(command));
      return new ArrayList<>(commands.subList(moment + 1, commands.size()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HUMAN, ''", "HUMAN, 121", "HUMAN, 143", "HUMAN, 1226", "HUMAN, 2", "HUMAN, 3", "HUMAN, 5-5-", "HUMAN, 10",
    "UNATTENDED, ''", "UNATTENDED, 1", "UNATTENDED, 2", "RECORDING, ''"
  })
  void key_9_stops_further_calls_during_every_sound_and_every_wait(String detected, String keys) throws Exception {
    List<String> whole = commands(detected, keys);
    for (int moment = 0; moment < whole.size(); moment++) {
      if (hears(whole.get(moment))) {
        UUID attempt = open();
        List<String> after = stoppedDuring(moment, attempt, detected, keys);
        String where = detected + " " + keys + ", during " + whole.get(moment) + ", command " + moment;
        assertThat(told.wishes.get(attempt)).as(where).last().satisfies(FastAgiStopKeyTest::isStop);
        assertThat(after).as("%s: a short goodbye, then the end", where).last().isEqualTo("HANGUP");
        assertThat(after.stream().filter(command -> command.startsWith("STREAM FILE")).count())
            .as(where).isBetween(1L, 3L);
        assertThat(after).as(where).noneMatch(command -> command.startsWith("SET VARIABLE"));
      }
    }
  }

  private static void isStop(ContactOutcome outcome) {
    boolean stops = switch (outcome) {
      case Undeliverable(Refusal why) -> why == Refusal.OPTED_OUT;
      case Reached(Answer answer, var _, var _) -> answer == Answer.OPTED_OUT;
      default -> false;
    };
    assertThat(stops).as(outcome.toString()).isTrue();
  }

  @Test
  void key_9_pressed_in_the_queue_is_stored_before_the_goodbye_and_ends_the_call() throws Exception {
    UUID attempt = open();
    List<Integer> toldWhileSpeaking = new ArrayList<>();
    try (AgiPeer peer = call().request(attempt.toString(), "STOPPED")) {
      List<String> commands = peer.answer(command -> {
        toldWhileSpeaking.add(told.wishes.getOrDefault(attempt, List.of()).size());
        return AgiPeer.plain(command);
      });
      assertThat(commands).hasSize(2).last().isEqualTo("HANGUP");
    }
    assertThat(toldWhileSpeaking).containsExactly(1);
    assertThat(told.stopped).containsExactly(attempt);
  }

  @Test
  void a_debtor_who_stops_the_calls_during_the_announcement_is_not_recorded() throws Exception {
    UUID attempt = open();
    stoppedDuring(0, attempt, "RECORDING", "");
    await().untilAsserted(() -> assertThat(recorded).containsExactly(false));
    assertThat(told.stopped).containsExactly(attempt);
  }

  @ParameterizedTest
  @ValueSource(strings = {"offer", "call-back", "recording", "presence"})
  void key_9_is_heard_while_the_robot_waits_for_an_answer_of_the_desk(String question) throws Exception {
    slow = Optional.of(question);
    UUID attempt = open();
    String detected = switch (question) {
      case "recording" -> "RECORDING";
      case "presence" -> "HUMAN";
      default -> "UNATTENDED";
    };
    AgiPeer.Answers plain = AgiPeer.pressing(question.equals("presence") ? "10" : "1");
    try (AgiPeer peer = call().request(attempt.toString(), detected)) {
      assertThat(peer.answer(command -> command.equals("WAIT FOR DIGIT 100") ? NINE : plain.to(command)))
          .last().isEqualTo("HANGUP");
    }
    answers.countDown();
    assertThat(told.wishes.get(attempt)).last().satisfies(FastAgiStopKeyTest::isStop);
    if (question.equals("call-back")) {
      await().untilAsserted(() -> assertThat(kept).containsExactly("dropped"));
    }
  }
}
