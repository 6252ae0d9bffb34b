package org.obzvon.sms.twilio;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.jooq.Tables.SMS_MESSAGE;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.ContactChannel.Submission;
import org.obzvon.contact.ContactOutcome.Delivered;
import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Refusal;
import org.obzvon.contact.ContactOutcome.Undeliverable;
import org.obzvon.document.Secret;
import org.obzvon.TestConsole;
import org.obzvon.sms.Arrivals;
import org.obzvon.sms.BeforeTheAnswer;
import org.obzvon.sms.SmsDesk;

/// Twilio's API in recorded shapes, and its calls over the real HTTP server.
class TwilioGatewayTest {
  private static final String ACCOUNT = "AC00000000000000000000000000000001";
  private static final String MESSAGES = "/2010-04-01/Accounts/" + ACCOUNT + "/Messages.json";
  private static final String SID = "SM00000000000000000000000000000009";
  private static final String TOKEN = "12345";

  private final BeforeTheAnswer before = new BeforeTheAnswer();
  private final WireMockServer api =
      new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1").extensions(before));
  private SmsDesk desk;
  private TwilioCalls calls;
  private TestConsole console;

  @BeforeEach
  void begin() {
    api.start();
    desk = new SmsDesk(this::gateways, SmsDesk.terms("world", "+7", "0.08"));
    console = TestConsole.taking(call -> calls.call(call));
  }

  private Map<String, TwilioGateway> gateways(Arrivals arrivals) {
    var settings =
        new TwilioSettings(
            "world", ACCOUNT, new Secret(TOKEN), URI.create(api.baseUrl()),
            Optional.of(URI.create("https://desk.example.md")), Duration.ofMillis(1_500));
    java.time.InstantSource clock = java.time.Clock.systemUTC();
    calls = new TwilioCalls(settings, arrivals, clock);
    return Map.of("world", new TwilioGateway(settings, clock));
  }

  @AfterEach
  void end() {
    console.close();
    api.stop();
  }

  private static String message(String status, String price) {
    return """
        {"sid": "%s", "account_sid": "%s", "status": "%s", "body": "x", "num_segments": "2", "direction": "outbound-api",
         "to": "+79000000001", "from": "OBZVON", "price": %s, "price_unit": "USD", "error_code": null, "error_message": null,
         "date_created": "Wed, 18 Nov 2026 09:00:00 +0000", "date_updated": "Wed, 18 Nov 2026 09:00:00 +0000",
         "date_sent": null, "api_version": "2010-04-01", "messaging_service_sid": null, "num_media": "0",
         "uri": "/2010-04-01/x.json", "subresource_uris": {}}"""
        .formatted(SID, ACCOUNT, status, price);
  }

  private void answer(int status, String body) {
    api.stubFor(post(urlPathEqualTo(MESSAGES)).willReturn(aResponse().withStatus(status).withBody(body)));
  }

  private TwilioCaller twilio() {
    return new TwilioCaller(console.port());
  }

  private void onePost() {
    api.verify(1, postRequestedFor(urlPathEqualTo(MESSAGES)));
  }

  @Test
  void a_message_is_posted_once_with_text_sender_and_a_callback_that_knows_it() {
    answer(201, message("queued", "null"));
    Attempt attempt = desk.attempt();

    assertThat(desk.channel.submit(attempt)).isEqualTo(new Submission.Accepted(SID));

    onePost();
    api.verify(
        postRequestedFor(urlPathEqualTo(MESSAGES))
            .withBasicAuth(new com.github.tomakehurst.wiremock.client.BasicCredentials(ACCOUNT, TOKEN))
            .withFormParam("To", equalTo(attempt.phone().e164()))
            .withFormParam("From", equalTo("OBZVON"))
            .withFormParam("Body", equalTo("Обзвон: по договору 101 долг 500 руб. Пожалуйста, оплатите. Вопросы: 8 495 000-00-00"))
            .withFormParam("ValidityPeriod", equalTo("36000"))
            .withFormParam("StatusCallback", equalTo("https://desk.example.md/sms/world?message=" + attempt.id())));
  }

  @ParameterizedTest
  @CsvSource({"21614, NO_SUCH_NUMBER", "21610, OPTED_OUT", "21408, BARRED"})
  void a_refusal_of_the_number_is_final(int code, Refusal why) {
    answer(400, "{\"code\": %d, \"message\": \"no\", \"more_info\": \"\", \"status\": 400}".formatted(code));

    assertThat(desk.channel.submit(desk.attempt())).isEqualTo(new Submission.Refused(new Undeliverable(why)));
    onePost();
  }

  @Test
  void a_refusal_of_our_account_says_nothing_about_the_number() {
    answer(401, "{\"code\": 20003, \"message\": \"Authenticate\", \"more_info\": \"\", \"status\": 401}");

    assertThat(desk.channel.submit(desk.attempt()))
        .isEqualTo(new Submission.Refused(new Failed(org.obzvon.contact.ContactOutcome.Fault.EXCHANGE)));
    onePost();
  }

  @Test
  void too_many_requests_are_tried_again_when_twilio_says_so_and_only_then() {
    api.stubFor(
        post(urlPathEqualTo(MESSAGES)).inScenario("rate").whenScenarioStateIs("Started")
            .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "1").withBody("{\"code\": 20429, \"status\": 429}"))
            .willSetStateTo("calm"));
    api.stubFor(
        post(urlPathEqualTo(MESSAGES)).inScenario("rate").whenScenarioStateIs("calm")
            .willReturn(aResponse().withStatus(201).withBody(message("queued", "null"))));

    assertThat(desk.channel.submit(desk.attempt())).isEqualTo(new Submission.Accepted(SID));
    api.verify(2, postRequestedFor(urlPathEqualTo(MESSAGES)));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503})
  void a_fault_of_twilio_may_hide_a_sent_message_and_is_not_repeated(int status) {
    answer(status, "{\"code\": 20500, \"message\": \"oops\", \"status\": %d}".formatted(status));

    assertThat(desk.channel.submit(desk.attempt())).isInstanceOf(Submission.Unknown.class);
    onePost();
  }

  @Test
  void an_answer_that_cannot_be_read_or_does_not_come_is_not_repeated() {
    answer(201, "<html>welcome to the hotel network</html>");
    assertThat(desk.channel.submit(desk.attempt())).isInstanceOf(Submission.Unknown.class);
    onePost();

    api.resetAll();
    api.stubFor(post(urlPathEqualTo(MESSAGES)).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
    assertThat(desk.channel.submit(desk.attempt())).isInstanceOf(Submission.Unknown.class);
    onePost();
  }

  @Test
  void a_time_out_after_acceptance_is_cleared_up_by_asking() {
    api.stubFor(
        post(urlPathEqualTo(MESSAGES))
            .willReturn(aResponse().withStatus(201).withBody(message("queued", "null")).withFixedDelay(3_000)));
    assertThat(desk.channel.submit(desk.attempt())).isInstanceOf(Submission.Unknown.class);
    onePost();
    String text = desk.db.fetchSingle(SMS_MESSAGE).getText();
    String listed = message("delivered", "\"-0.0790\"").replace("\"body\": \"x\"", "\"body\": \"" + text + "\"");
    api.stubFor(
        get(urlPathEqualTo(MESSAGES))
            .willReturn(
                aResponse().withStatus(200).withBody(
                    "{\"messages\": [%s], \"page\": 0, \"page_size\": 50, \"next_page_uri\": null, \"uri\": \"/x\"}".formatted(listed))));

    desk.clock.tick(Duration.ofMinutes(16));
    desk.watch.round();

    assertThat(desk.outcomes()).containsExactly(new Delivered(2));
    assertThat(desk.db.fetchSingle(SMS_MESSAGE).getToldCost()).isEqualByComparingTo("0.079");
  }

  @Test
  void a_callback_that_overtakes_the_answer_waits_for_it_and_ends_the_message() {
    Attempt attempt = desk.attempt();
    answer(201, message("queued", "null"));
    List<Integer> statuses = new java.util.concurrent.CopyOnWriteArrayList<>();
    before.first(
        () -> {
          try {
            statuses.add(twilio().call("?message=" + attempt.id(), Map.of("MessageSid", SID, "MessageStatus", "delivered"), TOKEN));
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });

    assertThat(desk.channel.submit(attempt)).isEqualTo(new Submission.Accepted(SID));

    assertThat(statuses).containsExactly(200);
    assertThat(desk.outcomes()).containsExactly(new Delivered(2));
    onePost();
  }

  @Test
  void a_callback_after_an_answer_that_was_lost_ends_the_message() throws Exception {
    Attempt attempt = desk.attempt();
    answer(503, "{}");
    desk.channel.submit(attempt);

    assertThat(twilio().call("?message=" + attempt.id(), Map.of("MessageSid", SID, "MessageStatus", "delivered", "To", attempt.phone().e164()), TOKEN))
        .isEqualTo(200);
    assertThat(twilio().call("?message=" + attempt.id(), Map.of("MessageSid", SID, "MessageStatus", "delivered"), TOKEN)).isEqualTo(200);

    assertThat(desk.outcomes()).containsExactly(new Delivered(2));
  }

  @Test
  void a_forged_callback_is_refused_and_changes_nothing() throws Exception {
    Attempt attempt = desk.attempt();
    answer(201, message("queued", "null"));
    desk.channel.submit(attempt);
    Map<String, String> fields = Map.of("MessageSid", SID, "MessageStatus", "delivered");

    assertThat(twilio().call("", fields, "another token")).isEqualTo(403);
    assertThat(twilio().call("", fields, null)).isEqualTo(403);

    assertThat(desk.told).isEmpty();
    assertThat(twilio().call("", fields, TOKEN)).isEqualTo(200);
    assertThat(desk.outcomes()).containsExactly(new Delivered(2));
  }

  @Test
  void a_stop_by_text_stops_the_number() throws Exception {
    Attempt attempt = desk.attempt();
    answer(201, message("queued", "null"));

    Map<String, String> fields =
        Map.of("MessageSid", "SM1", "From", attempt.phone().e164(), "To", "+15005550006", "Body", "Стоп", "SmsStatus", "received");
    assertThat(twilio().call("", fields, TOKEN)).isEqualTo(200);

    assertThat(desk.stopped).containsExactly(attempt.phone());
    onePost();
  }
}
