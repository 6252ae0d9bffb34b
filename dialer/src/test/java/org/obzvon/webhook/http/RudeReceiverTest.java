package org.obzvon.webhook.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.webhook.Deliveries.State;
import org.obzvon.webhook.Targets;
import org.obzvon.webhook.ToldFacts;

/// Tests receivers that refuse, keep silent, answer byte by byte or endlessly, break off or redirect.
@Tag("slow")
class RudeReceiverTest extends PlayedReceiver {
  @Test
  void a_receiver_that_keeps_silent_is_left_after_the_stated_time() {
    answers(aResponse().withStatus(200).withFixedDelay(5_000));
    facts.close("100", ToldFacts.BUSY);
    round();
    assertThat(only().state()).isEqualTo(State.WAITING);
    assertThat(only().last().orElseThrow().status()).isEmpty();
  }

  @Test
  void a_receiver_that_drips_its_answer_is_left_after_the_stated_time() {
    answers(aResponse().withStatus(200).withBody("x".repeat(1_000)).withChunkedDribbleDelay(20, 5_000));
    facts.close("100", ToldFacts.BUSY);
    round();
    assertThat(only().state()).isEqualTo(State.WAITING);
    assertThat(only().last().orElseThrow().words()).contains("within");
  }

  @Test
  void of_an_endless_answer_only_the_beginning_is_read() {
    answers(aResponse().withStatus(200).withBody("y".repeat(20_000_000)));
    facts.close("100", ToldFacts.BUSY);
    worker("a", new HttpCourier(targets, Duration.ofSeconds(20))).run(() -> {});
    assertThat(only().state()).isEqualTo(State.DELIVERED);
    assertThat(only().last().orElseThrow().words()).hasSize(500);
  }

  @Test
  void a_connection_that_breaks_is_no_answer() {
    answers(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
    facts.close("100", ToldFacts.BUSY);
    round();
    assertThat(only().state()).isEqualTo(State.WAITING);
    assertThat(only().last().orElseThrow().status()).isEmpty();
  }

  @Test
  void a_redirect_is_not_followed() {
    answers(aResponse().withStatus(307).withHeader("Location", receiver.baseUrl() + "/elsewhere"));
    facts.close("100", ToldFacts.BUSY);
    round();
    receiver.verify(0, postRequestedFor(urlEqualTo("/elsewhere")));
    assertThat(only().last().orElseThrow().status()).contains(307);
    assertThat(only().state()).isEqualTo(State.WAITING);
  }

  @Test
  void a_host_that_leads_into_the_private_network_is_not_called() {
    facts.close("100", ToldFacts.BUSY);
    worker("a", new HttpCourier(new Targets(Set.of(), Set.of()), TIMEOUT)).run(() -> {});
    assertThat(received()).isEmpty();
    assertThat(only().last().orElseThrow().words()).contains("private network");
  }

  @Test
  void a_receiver_that_refuses_to_the_end_is_given_up_and_shown_as_dead() {
    answers(aResponse().withStatus(404).withBody("<script>alert(1)</script>"));
    facts.close("100", ToldFacts.BUSY);
    round();
    clock.tick(Duration.ofSeconds(10));
    round();
    assertThat(only().state()).isEqualTo(State.DEAD);
    assertThat(only().tries()).isEqualTo(2);
    assertThat(only().last().orElseThrow().status()).contains(404);
  }
}
