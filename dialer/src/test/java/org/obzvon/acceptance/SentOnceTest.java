package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.obzvon.document.Secret;
import org.obzvon.fixture.ResettingServer;
import org.obzvon.register.Phone;
import org.obzvon.sms.Gateway;
import org.obzvon.sms.Segments;
import org.obzvon.sms.http.HttpGateway;
import org.obzvon.sms.http.HttpSettings;
import org.obzvon.sms.http.Provider;
import org.obzvon.sms.twilio.TwilioGateway;
import org.obzvon.sms.twilio.TwilioSettings;
import org.obzvon.webhook.Courier;
import org.obzvon.webhook.Targets;
import org.obzvon.webhook.http.HttpCourier;

/// Tests that no library below a sender repeats a request by itself: the receiver reads each one whole and resets the
/// connection. SMPP does not use HTTP; the gateway's own test checks the same with a centre that cuts the link.
@Tag("slow")
class SentOnceTest {
  private static final int MESSAGES = 60;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  enum Way {
    HTTP_GET,
    HTTP_POST_FORM,
    HTTP_POST_JSON,
    TWILIO;

    Gateway gateway(int port) {
      return switch (this) {
        case HTTP_GET -> http("GET", Provider.Form.QUERY, port);
        case HTTP_POST_FORM -> http("POST", Provider.Form.FORM, port);
        case HTTP_POST_JSON -> http("POST", Provider.Form.JSON, port);
        case TWILIO ->
            new TwilioGateway(
                new TwilioSettings(
                    "twilio", "AC00000000000000000000000000000001", new Secret("12345"), address(port),
                    Optional.empty(),
                    TIMEOUT),
                Clock.systemUTC());
      };
    }

    private static Gateway http(String method, Provider.Form form, int port) {
      Provider provider = new Provider(
          new Provider.Request(method, address(port) + "/send", form, Map.of(),
              Map.of("to", "{to}", "text", "{text}")),
          new Provider.Answer(new Provider.Place.Pointer("/sid"), Optional.empty(), Map.of()),
          Optional.empty(), Optional.empty(), Optional.empty());
      return new HttpGateway(
          new HttpSettings("http", provider, "user", new Secret("password"), Optional.empty(), TIMEOUT),
          Clock.systemUTC());
    }
  }

  private static URI address(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  private static Gateway.Sent send(Gateway gateway) {
    return gateway.send(
        new Gateway.Outgoing(
            UUID.randomUUID(), new Phone("+37369123456"), "OBZVON", Segments.of("Please pay."), Duration.ofHours(1)));
  }

  @ParameterizedTest
  @EnumSource
  void a_text_whose_connection_is_reset_after_it_was_read_is_sent_once_and_its_end_is_unknown(Way way) {
    try (ResettingServer server = new ResettingServer(0, "")) {
      Gateway gateway = way.gateway(server.port());
      List<Gateway.Sent> sent = new ArrayList<>();
      for (int i = 0; i < MESSAGES; i++) {
        sent.add(send(gateway));
      }
      assertThat(sent).allSatisfy(each -> assertThat(each).isInstanceOf(Gateway.Sent.Unknown.class));
      assertThat(server.requests()).isEqualTo(MESSAGES);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_provider_that_closes_its_kept_connections_takes_every_text_once(Way way) {
    try (ResettingServer server = new ResettingServer(1, "{\"sid\": \"SM1\", \"status\": \"queued\"}")) {
      Gateway gateway = way.gateway(server.port());
      List<Gateway.Sent> sent = new ArrayList<>();
      for (int i = 0; i < MESSAGES; i++) {
        sent.add(send(gateway));
      }
      assertThat(sent).containsOnly(new Gateway.Sent.Taken(List.of("SM1")));
      assertThat(server.requests()).isEqualTo(MESSAGES);
    }
  }

  @Test
  void a_webhook_whose_connection_is_reset_after_it_was_read_is_posted_once() {
    for (int answered = 0; answered < 2; answered++) {
      try (ResettingServer server = new ResettingServer(answered, "{}")) {
        Courier courier = new HttpCourier(new Targets(Set.of(), Set.of("127.0.0.1")), TIMEOUT);
        for (int i = 0; i < MESSAGES; i++) {
          courier.post(new Courier.Parcel(address(server.port()), Map.of(), new byte[]{'x'}));
        }
        assertThat(server.requests()).as("with %s answered before", answered).isEqualTo(MESSAGES);
      }
    }
  }
}
