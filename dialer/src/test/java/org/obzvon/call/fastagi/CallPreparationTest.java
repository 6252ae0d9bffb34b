package org.obzvon.call.fastagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.obzvon.call.CallFault;
import org.obzvon.call.CallPreparation;
import org.obzvon.call.Phrase;
import org.obzvon.call.SilentSpeech;
import org.obzvon.call.Speech;
import org.obzvon.register.Ids;
import org.obzvon.register.Language;

/// A call is prepared before the phone rings.
class CallPreparationTest extends FastAgiFixture {

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
