package org.obzvon.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.NotReached;
import org.obzvon.contact.ContactOutcome.Undeliverable;

class HangupCausesTest {

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource({
    "1, NO_SUCH_NUMBER", "2, NETWORK", "3, NETWORK", "5, EXCHANGE", "16, NO_ANSWER", "17, BUSY", "18, NO_ANSWER",
    "19, NO_ANSWER", "20, NO_ANSWER", "21, REJECTED", "22, NO_SUCH_NUMBER", "26, NO_ANSWER", "27, NETWORK",
    "28, NO_SUCH_NUMBER", "29, NETWORK", "31, NO_ANSWER", "34, CONGESTION", "38, CONGESTION", "41, NETWORK",
    "42, CONGESTION", "44, CONGESTION", "47, CONGESTION", "50, EXCHANGE", "52, EXCHANGE", "54, BARRED", "55, BARRED",
    "57, EXCHANGE", "58, NETWORK", "63, NETWORK", "65, NETWORK", "79, NETWORK", "88, NETWORK", "102, NETWORK",
    "111, NETWORK", "127, NETWORK"
  })
  void a_cause_of_an_unanswered_call_has_one_outcome(int cause, String outcome) {
    assertThat(word(HangupCauses.unanswered(cause))).isEqualTo(outcome);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 4, 12, 99, 128, 1000})
  void an_unknown_cause_blames_the_network_and_not_the_number(int cause) {
    assertThat(HangupCauses.unanswered(cause)).isEqualTo(HangupCauses.UNKNOWN);
    assertThat(HangupCauses.provesUnanswered(cause)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 31, 41, 63})
  void a_cause_that_also_ends_conversations_proves_nothing(int cause) {
    assertThat(HangupCauses.provesUnanswered(cause)).isFalse();
  }

  private static String word(ContactOutcome outcome) {
    return switch (outcome) {
      case NotReached(var why) -> why.name();
      case Undeliverable(var why) -> why.name();
      case Failed(var whose) -> whose.name();
      case ContactOutcome.Reached _,ContactOutcome.Delivered _,ContactOutcome.Lost _ -> "impossible";
    };
  }
}
