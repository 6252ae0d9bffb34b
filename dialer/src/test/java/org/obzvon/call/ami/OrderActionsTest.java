package org.obzvon.call.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.asteriskjava.manager.action.OriginateAction;
import org.asteriskjava.manager.action.QueueAddAction;
import org.asteriskjava.manager.action.RedirectAction;
import org.asteriskjava.manager.action.SetVarAction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obzvon.call.Switchboard.Order;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Language;

class OrderActionsTest {
  private final UUID attempt = IdGenerator.next();

  @ParameterizedTest
  @ValueSource(strings = {
    "Local/101@from-internal", "PJSIP/101@carrier", "PJSIP/101\r\nAction: Command", "PJSIP/", "SIP/101",
    "PJSIP/101&PJSIP/102"
  })
  void nothing_but_a_plain_telephone_is_ever_rung_or_seated(String endpoint) {
    assertThatThrownBy(() -> OrderActions.of(new Order.Seat(endpoint, attempt, false, Set.of())))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> OrderActions.of(new Order.Ring(endpoint, attempt, "+37322000000", Duration.ofSeconds(15))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> OrderActions.of(new Order.Transfer(attempt, endpoint, Optional.empty())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_leg_that_is_no_channel_id_is_refused() {
    assertThatThrownBy(() -> OrderActions.of(new Order.HangUpLeg("/.*/")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> OrderActions.of(new Order.Hold(attempt, "")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> OrderActions.of(new Order.Record(attempt, "1,MixMonitor(/etc/passwd)")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_operators_telephone_is_rung_under_a_name_that_the_debtors_leg_finds() {
    var action = (OriginateAction) OrderActions
        .of(new Order.Ring("PJSIP/101", attempt, "+37322000000", Duration.ofSeconds(15))).getFirst();
    assertThat(action.getChannelId()).isEqualTo("op-" + attempt);
    assertThat(action.getContext()).isEqualTo("obzvon-operator-leg");
    assertThat(action.getCallerId()).isEqualTo("37322000000");
  }

  @Test
  void who_is_handed_on_goes_to_the_telephone_by_its_name_alone() {
    var actions = OrderActions.of(new Order.Transfer(attempt, "PJSIP/front-desk", Optional.of(Language.RO)));
    var action = (RedirectAction) actions.getLast();
    assertThat(action.getContext()).isEqualTo("obzvon-transfer");
    assertThat(action.getExten()).isEqualTo("front-desk");
    var language = (SetVarAction) actions.getFirst();
    assertThat(List.of(language.getChannel(), language.getVariable(), language.getValue()))
        .as("before he is sent there").isEqualTo(List.of(attempt.toString(), "OBZVON_LANGUAGE", "ro"));
  }

  @Test
  void an_operator_sits_in_the_queue_of_every_language_and_last_in_those_he_does_not_speak() {
    List<QueueAddAction> seats = OrderActions
        .of(new Order.Seat("PJSIP/101", attempt, false, Set.of(Language.RO, Language.EN))).stream()
        .map(QueueAddAction.class::cast)
        .toList();
    assertThat(seats).extracting(QueueAddAction::getQueue, QueueAddAction::getPenalty)
        .containsExactly(tuple("obzvon-ru", 1), tuple("obzvon-ro", 0), tuple("obzvon-en", 0));
  }

  @Test
  void a_talk_is_recorded_where_and_as_the_dialplan_says() {
    var action = (RedirectAction) OrderActions.of(new Order.Record(attempt, "1764013.25")).getFirst();
    assertThat(List.of(action.getChannel(), action.getContext(), action.getExten()))
        .isEqualTo(List.of(attempt.toString(), "obzvon-record", "1764013.25"));
    assertThat(List.of(action.getExtraChannel(), action.getExtraContext(), action.getExtraExten()))
        .isEqualTo(List.of("1764013.25", "obzvon-hold", "operator"));
  }

  @Test
  void a_channel_tells_its_telephone() {
    assertThat(QueueEvents.endpoint("PJSIP/front-desk-0000002a")).isEqualTo("PJSIP/front-desk");
  }
}
