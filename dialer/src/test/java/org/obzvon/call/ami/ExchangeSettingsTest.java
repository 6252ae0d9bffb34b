package org.obzvon.call.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obzvon.register.Phone;

@Tag("slow")
class ExchangeSettingsTest {

  @ParameterizedTest
  @ValueSource(strings = {
    "PJSIP/carrier", "PJSIP/{number}@a\r\nAction: Logoff", "PJSIP/{number}@a&PJSIP/{number}@b",
    "PJSIP/{number}@${X}", "{number}", ""
  })
  void a_channel_template_that_could_do_something_else_stops_the_start(String template) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ExchangeSettings.Dialling(template, "obzvon-robot", "agi://127.0.0.1/x", List.of(), true))
        .withMessageStartingWith("channel-template");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://x/", "agi://h/x,y", "agi://h/x\nVariable: A=b", "agi://h:123456/x", ""})
  void an_agi_address_that_is_none_stops_the_start(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ExchangeSettings.Dialling("PJSIP/{number}@c", "obzvon-robot", url, List.of(), true))
        .withMessageStartingWith("agi-url");
  }

  @Test
  void a_local_channel_may_lead_through_a_dialplan_but_carries_no_header() {
    assertThat(new ExchangeSettings.Dialling("Local/{number}@out/n", "x", "agi://h/x", List.of("373"), false)
        .channel(new Phone("+37369123456")))
        .isEqualTo("Local/37369123456@out/n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ExchangeSettings.Dialling("Local/{number}@out", "x", "agi://h/x", List.of("373"), true))
        .withMessageStartingWith("attempt-header: ");
  }

  @Test
  void no_allowed_prefix_allows_no_number() {
    var dialling = new ExchangeSettings.Dialling("PJSIP/{number}@c", "x", "agi://h/x", List.of(), false);
    assertThat(dialling.allows(new Phone("+37369123456"))).isFalse();
  }

  @Test
  void only_numbers_that_begin_with_an_allowed_prefix_are_dialled() {
    var dialling = new ExchangeSettings.Dialling("PJSIP/{number}@c", "x", "agi://h/x", List.of("3736", "3737"), false);
    assertThat(dialling.allows(new Phone("+37369123456"))).isTrue();
    assertThat(dialling.allows(new Phone("+37322123456"))).isFalse();
    assertThat(dialling.allows(new Phone("+40373612345"))).isFalse();
  }

  @Test
  void settings_do_not_print_the_password() {
    assertThat(Exchanges.at(5038)).asString().contains("[REDACTED]").doesNotContain("swordfish");
  }
}
