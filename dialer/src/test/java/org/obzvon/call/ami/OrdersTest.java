package org.obzvon.call.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.UUID;
import org.asteriskjava.manager.action.OriginateAction;
import org.asteriskjava.manager.action.RedirectAction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obzvon.call.Switchboard.Order;
import org.obzvon.register.Ids;

class OrdersTest {
  private final Orders orders = new Orders("obzvon");
  private final UUID attempt = Ids.next();

  @ParameterizedTest
  @ValueSource(strings = {
    "Local/101@from-internal", "PJSIP/101@carrier", "PJSIP/101\r\nAction: Command", "PJSIP/", "SIP/101",
    "PJSIP/101&PJSIP/102"
  })
  void nothing_but_a_plain_telephone_is_ever_rung_or_seated(String endpoint) {
    assertThatThrownBy(() -> orders.of(new Order.Seat(endpoint, attempt, false)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> orders.of(new Order.Ring(endpoint, attempt, "+37322000000", Duration.ofSeconds(15))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> orders.of(new Order.Transfer(attempt, endpoint)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_leg_that_is_no_channel_id_is_refused() {
    assertThatThrownBy(() -> orders.of(new Order.HangUpLeg("/.*/")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> orders.of(new Order.Hold(attempt, "")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_operators_telephone_is_rung_under_a_name_that_the_debtors_leg_finds() {
    var action =
        (OriginateAction) orders.of(new Order.Ring("PJSIP/101", attempt, "+37322000000", Duration.ofSeconds(15)));
    assertThat(action.getChannelId()).isEqualTo("op-" + attempt);
    assertThat(action.getContext()).isEqualTo("obzvon-operator-leg");
    assertThat(action.getCallerId()).isEqualTo("37322000000");
  }

  @Test
  void who_is_handed_on_goes_to_the_telephone_by_its_name_alone() {
    var action = (RedirectAction) orders.of(new Order.Transfer(attempt, "PJSIP/front-desk"));
    assertThat(action.getContext()).isEqualTo("obzvon-transfer");
    assertThat(action.getExten()).isEqualTo("front-desk");
  }

  @Test
  void a_channel_tells_its_telephone() {
    assertThat(QueueEvents.endpoint("PJSIP/front-desk-0000002a")).isEqualTo("PJSIP/front-desk");
  }
}
