package org.obzvon.sms.twilio;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.obzvon.document.Secret;
import org.obzvon.fixture.TestConsole;
import org.obzvon.sms.BeforeTheAnswer;
import org.obzvon.sms.GatewaySink;
import org.obzvon.sms.SmsSurroundings;

/// A simulation of Twilio's API with recorded answers, and the real HTTP server that Twilio calls.
class PlayedTwilio {
  static final String ACCOUNT = "AC00000000000000000000000000000001";
  static final String MESSAGES = "/2010-04-01/Accounts/" + ACCOUNT + "/Messages.json";
  static final String SID = "SM00000000000000000000000000000009";
  static final String TOKEN = "12345";

  final BeforeTheAnswer before = new BeforeTheAnswer();
  final WireMockServer api = new WireMockServer(
      WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1").extensions(before));
  SmsSurroundings desk;
  TwilioSmsCallbacks calls;
  TestConsole console;

  @BeforeEach
  void begin() {
    api.start();
    desk = new SmsSurroundings(this::gateways, SmsSurroundings.terms("world", "+7", "0.08"));
    console = TestConsole.taking(call -> calls.call(call));
  }

  Map<String, TwilioGateway> gateways(GatewaySink arrivals) {
    var settings = new TwilioSettings(
        "world", ACCOUNT, new Secret(TOKEN), URI.create(api.baseUrl()),
        Optional.of(URI.create("https://desk.example.md")), Duration.ofMillis(1_500));
    java.time.InstantSource clock = java.time.Clock.systemUTC();
    calls = new TwilioSmsCallbacks(settings, SmsSurroundings.numbers(), arrivals, clock);
    return Map.of("world", new TwilioGateway(settings, clock));
  }

  @AfterEach
  void end() {
    console.close();
    api.stop();
  }

  static String message(String status, String price) {
    return """
        {"sid": "%s", "account_sid": "%s", "status": "%s", "body": "x", "num_segments": "2", "direction": "outbound-api",
         "to": "+79000000001", "from": "OBZVON", "price": %s, "price_unit": "USD", "error_code": null, "error_message": null,
         "date_created": "Wed, 18 Nov 2026 09:00:00 +0000", "date_updated": "Wed, 18 Nov 2026 09:00:00 +0000",
         "date_sent": null, "api_version": "2010-04-01", "messaging_service_sid": null, "num_media": "0",
         "uri": "/2010-04-01/x.json", "subresource_uris": {}}"""
        .formatted(SID, ACCOUNT, status, price);
  }

  void answer(int status, String body) {
    api.stubFor(post(urlPathEqualTo(MESSAGES)).willReturn(aResponse().withStatus(status).withBody(body)));
  }

  TwilioCaller twilio() {
    return new TwilioCaller(console.port());
  }

  void onePost() {
    api.verify(1, postRequestedFor(urlPathEqualTo(MESSAGES)));
  }
}
