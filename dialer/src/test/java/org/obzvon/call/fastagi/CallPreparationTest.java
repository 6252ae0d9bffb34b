package org.obzvon.call.fastagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.obzvon.call.RobotFault;
import org.obzvon.call.CallPreparation;
import org.obzvon.call.Phrase;
import org.obzvon.call.SilentSpeech;
import org.obzvon.call.Speech;
import org.obzvon.call.SpeechAhead;
import org.obzvon.contact.Attempt;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Language;

/// Tests that a call is prepared before the phone rings.
class CallPreparationTest extends FastAgiFixture {

  @Test
  void a_call_is_prepared_with_everything_it_may_say() throws Exception {
    List<Phrase> asked = new ArrayList<>();
    Speech speech = (_, phrases) -> {
      asked.addAll(phrases);
      return List.of();
    };
    preparation(speech)
        .prepare(register.open("Popescu Ion", "-350.50", Language.RO));
    assertThat(asked).extracting(Phrase::text)
        .anyMatch(text -> text.contains("trei sute cincizeci de lei și cincizeci de bani"))
        .anyMatch(text -> text.contains("douăzeci și șase noiembrie"));
  }

  @Test
  void what_was_rendered_ahead_is_not_looked_up_again_unless_the_account_changed() throws Exception {
    List<Phrase> asked = new ArrayList<>();
    Speech speech = (_, phrases) -> {
      asked.addAll(phrases);
      return List.of();
    };
    SpeechAhead ahead = new SpeechAhead(conversations, speech, () -> Register.NOW);
    CallPreparation preparation = new CallPreparation(conversations, speech, ahead);
    Attempt same = register.open("Popescu Ion", "-350.50", Language.RO);
    Attempt changed = register.open("Rusu Ana", "-20", Language.RO);
    ahead.prepare(List.of(same.contact(), changed.contact()));
    assertThat(asked).isNotEmpty();
    asked.clear();
    preparation.prepare(same);
    assertThat(asked).isEmpty();
    register.owes(changed, "-30");
    preparation.prepare(changed);
    assertThat(asked).extracting(Phrase::text).anyMatch(text -> text.contains("treizeci de lei"));
  }

  @Test
  void a_voice_that_fails_ahead_of_the_call_is_told_by_the_call() {
    Speech broken = (_, _) -> {
      throw new RobotFault("no voice");
    };
    SpeechAhead ahead = new SpeechAhead(conversations, broken, () -> Register.NOW);
    Attempt attempt = register.open("Popescu Ion", "-350.50", Language.RO);
    ahead.prepare(List.of(attempt.contact()));
    assertThatThrownBy(() -> new CallPreparation(conversations, broken, ahead).prepare(attempt))
        .isInstanceOf(RobotFault.class);
  }

  private CallPreparation preparation(Speech speech) {
    return new CallPreparation(conversations, speech, new SpeechAhead(conversations, speech, () -> Register.NOW));
  }

  @Test
  void an_attempt_of_nobody_cannot_be_prepared() {
    Speech speech = new SilentSpeech();
    var paid = register.open("Popescu Ion", "5", Language.RO);
    assertThatThrownBy(() -> preparation(speech).prepare(paid))
        .isInstanceOf(RobotFault.class)
        .hasMessageContaining("owes nothing any more");
    assertThat(register.find(IdGenerator.next())).isEmpty();
  }
}
