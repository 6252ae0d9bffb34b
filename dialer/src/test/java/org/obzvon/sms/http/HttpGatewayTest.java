package org.obzvon.sms.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.BasicCredentials;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.ContactChannel.Submission;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactOutcome.Delivered;
import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Refusal;
import org.obzvon.contact.ContactOutcome.Undeliverable;
import org.obzvon.document.BadInput;
import org.obzvon.document.Secret;
import org.obzvon.document.yaml.YamlNode;
import org.obzvon.sms.BeforeTheAnswer;
import org.obzvon.sms.GatewaySink;
import org.obzvon.sms.SmsCallbacks.Call;
import org.obzvon.sms.SmsCallbacks.Reply;
import org.obzvon.sms.SmsSurroundings;
import org.obzvon.sms.yaml.YamlProvider;

/// Tests the provider of the example file, simulated with recorded answers.
@Tag("slow")
class HttpGatewayTest {
  private static final String MESSAGES = "/v1/messages";

  private final BeforeTheAnswer before = new BeforeTheAnswer();
  private final WireMockServer api = new WireMockServer(
      WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1").extensions(before));
  private SmsSurroundings desk;
  private HttpSmsCallbacks calls;

  @BeforeEach
  void begin() {
    api.start();
    desk = new SmsSurroundings(this::gateways, SmsSurroundings.terms("local", "+7", "1.5"));
  }

  @AfterEach
  void end() {
    api.stop();
  }

  private Map<String, HttpGateway> gateways(GatewaySink arrivals) {
    var settings = new HttpSettings(
        "local", YamlProvider.read(YamlNode.parse("provider",
            example().replace("https://api.provider.example", api.baseUrl()))),
        "obzvon", new Secret("pass"), Optional.of(new Secret("k-1")), Duration.ofMillis(1_500));
    calls = new HttpSmsCallbacks(settings, SmsSurroundings.numbers(), arrivals, Clock.systemUTC());
    return Map.of("local", new HttpGateway(settings, Clock.systemUTC()));
  }

  private static String example() {
    try {
      return Files.readString(Path.of(System.getProperty("project.root"), "deploy/examples/sms-provider.yaml"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void answer(int status, String body) {
    api.stubFor(post(urlPathEqualTo(MESSAGES)).willReturn(aResponse().withStatus(status).withBody(body)));
  }

  @Test
  void a_message_is_sent_once_as_the_file_says() {
    answer(200, "{\"error\": {\"code\": 0}, \"message\": {\"id\": 4711}}");
    Attempt attempt = desk.attempt();

    assertThat(desk.channel.submit(attempt)).isEqualTo(new Submission.Accepted("4711"));

    api.verify(
        1,
        postRequestedFor(urlEqualTo(MESSAGES))
            .withBasicAuth(new BasicCredentials("obzvon", "pass"))
            .withRequestBody(matchingJsonPath("$.phone", equalTo(attempt.phone().digits())))
            .withRequestBody(matchingJsonPath("$.reference", equalTo(attempt.id().toString())))
            .withRequestBody(matchingJsonPath("$.ttl", equalTo("1440")))
            .withRequestBody(
                matchingJsonPath(
                    "$.text",
                    equalTo("Обзвон: по договору 101 долг 500 руб. Пожалуйста, оплатите. Вопросы: 8 495 000-00-00"))));
  }

  @ParameterizedTest
  @CsvSource({"200, 11, NO_SUCH_NUMBER", "400, 12, BARRED", "200, 13, OPTED_OUT"})
  void the_providers_codes_for_the_number_are_final(int status, String code, Refusal why) {
    answer(status, "{\"error\": {\"code\": \"%s\"}}".formatted(code));

    assertThat(desk.channel.submit(desk.attempt())).isEqualTo(new Submission.Refused(new Undeliverable(why)));
  }

  @ParameterizedTest
  @CsvSource({"200, 99, EXCHANGE", "401, 98, EXCHANGE", "200, 21, CONGESTION"})
  void other_refusals_say_nothing_about_the_number(int status, String code, ContactOutcome.Fault fault) {
    answer(status, "{\"error\": {\"code\": \"%s\"}}".formatted(code));

    assertThat(desk.channel.submit(desk.attempt())).isEqualTo(new Submission.Refused(new Failed(fault)));
  }

  @ParameterizedTest
  @CsvSource({"500, oops", "503, {}", "200, <html>portal</html>", "200, {}"})
  void what_may_hide_a_sent_message_is_not_repeated(int status, String body) {
    answer(status, body);

    assertThat(desk.channel.submit(desk.attempt())).isInstanceOf(Submission.Unknown.class);
    api.verify(1, postRequestedFor(urlEqualTo(MESSAGES)));
  }

  @Test
  void a_cut_connection_is_not_repeated() {
    api.stubFor(post(urlPathEqualTo(MESSAGES)).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));

    assertThat(desk.channel.submit(desk.attempt())).isInstanceOf(Submission.Unknown.class);
    api.verify(1, postRequestedFor(urlEqualTo(MESSAGES)));
  }

  @Test
  void too_many_requests_are_tried_again_after_the_time_asked_for() {
    api.stubFor(
        post(urlPathEqualTo(MESSAGES)).inScenario("rate").whenScenarioStateIs("Started")
            .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "1")).willSetStateTo("calm"));
    api.stubFor(
        post(urlPathEqualTo(MESSAGES)).inScenario("rate").whenScenarioStateIs("calm")
            .willReturn(aResponse().withStatus(200).withBody("{\"message\": {\"id\": \"1\"}}")));

    assertThat(desk.channel.submit(desk.attempt())).isEqualTo(new Submission.Accepted("1"));
    api.verify(2, postRequestedFor(urlEqualTo(MESSAGES)));
  }

  @Test
  void a_time_out_after_acceptance_is_cleared_up_by_our_own_reference() {
    api.stubFor(post(urlPathEqualTo(MESSAGES)).willReturn(aResponse().withFixedDelay(3_000)));
    Attempt attempt = desk.attempt();
    assertThat(desk.channel.submit(attempt)).isInstanceOf(Submission.Unknown.class);
    api.stubFor(
        get(urlPathMatching("/v1/messages/by-reference/" + attempt.id()))
            .willReturn(aResponse().withStatus(200).withBody("{\"message\": {\"state\": \"delivered\"}}")));

    desk.clock.tick(Duration.ofMinutes(16));
    desk.watch.round();

    assertThat(desk.outcomes()).containsExactly(new Delivered(2));
  }

  @Test
  void a_report_that_overtakes_the_answer_waits_for_it_and_ends_the_message() {
    Attempt attempt = desk.attempt();
    answer(200, "{\"message\": {\"id\": 4711}}");
    List<Reply> replies = new CopyOnWriteArrayList<>();
    Map<String, String> withoutOurs = Map.of("key", "k-1", "id", "4711", "state", "delivered");
    before.first(() -> replies.add(calls.call(new Call("local", "/sms/local", Map.of(), withoutOurs, Map.of()))));

    assertThat(desk.channel.submit(attempt)).isEqualTo(new Submission.Accepted("4711"));

    assertThat(replies).containsExactly(Reply.TAKEN);
    assertThat(desk.outcomes()).containsExactly(new Delivered(2));
    api.verify(1, postRequestedFor(urlEqualTo(MESSAGES)));
  }

  @Test
  void a_report_after_an_answer_that_was_lost_is_taken_and_a_forged_one_is_not() {
    Attempt attempt = desk.attempt();
    answer(503, "");
    desk.channel.submit(attempt);

    assertThat(calls.call(report(attempt, "wrong"))).isEqualTo(Reply.FORGED);
    assertThat(calls.call(report(attempt, ""))).isEqualTo(Reply.FORGED);
    assertThat(desk.told).isEmpty();
    assertThat(calls.call(report(attempt, "k-1"))).isEqualTo(Reply.TAKEN);
    assertThat(desk.outcomes()).containsExactly(new Delivered(2));
    assertThat(calls.call(new Call("local", "/sms/local", Map.of(), Map.of("key", "k-1"), Map.of())))
        .isEqualTo(Reply.UNREADABLE);
  }

  private static Call report(Attempt attempt, String secret) {
    return new Call(
        "local", "/sms/local", Map.of(),
        Map.of("key", secret, "id", "4711", "reference", attempt.id().toString(), "state", "delivered"), Map.of());
  }

  @Test
  void an_answer_of_a_debtor_is_followed() {
    Attempt attempt = desk.attempt();
    answer(200, "{\"message\": {\"id\": 1}}");

    Reply reply = calls.call(
        new Call(
            "local", "/sms/local", Map.of("id", "in-1", "from", attempt.phone().digits(), "to", "1234", "text",
                "стоп"),
            Map.of("key", "k-1"), Map.of()));

    assertThat(reply).isEqualTo(Reply.TAKEN);
    assertThat(desk.stopped).containsExactly(attempt.phone());
  }

  @Test
  void an_answer_in_another_character_set_from_a_national_number_is_followed() {
    Attempt attempt = desk.attempt();
    answer(200, "{\"message\": {\"id\": 1}}");
    String example = example().replace("https://api.provider.example", api.baseUrl())
        .replace("text: text}", "text: text, charset: windows-1251}");
    var settings = new HttpSettings(
        "local", YamlProvider.read(YamlNode.parse("provider", example)), "obzvon", new Secret("pass"),
        Optional.of(new Secret("k-1")), Duration.ofMillis(1_500));
    HttpSmsCallbacks russian = new HttpSmsCallbacks(settings, SmsSurroundings.numbers(), desk.arrivals(),
        Clock.systemUTC());
    String national = "8" + attempt.phone().digits().substring(1);
    Map<String, String> fields = Map.of("id", "in-2", "from", national, "to", "1234", "text", "?");
    Map<String, String> escaped = Map.of("id", "in-2", "from", national, "to", "1234", "text",
        java.net.URLEncoder.encode("не звоните", java.nio.charset.Charset.forName("windows-1251")));

    assertThat(russian.call(new Call("local", "/sms/local", fields, Map.of("key", "k-1"), Map.of(), escaped)))
        .isEqualTo(Reply.TAKEN);

    assertThat(desk.stopped).containsExactly(attempt.phone());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "method: POST|method: PUT|must be GET or POST", "{text}|{txt}|unknown variable 'txt'",
        "id: \"/message/id\"|id: \"id\"|must be a JSON pointer", "\"12\": barred|\"12\": bard|must be one of",
        "error: \"/error/code\"|eror: \"/error/code\"|unknown key"
      })
  void a_fault_in_the_file_is_named(String good, String bad, String why) {
    assertThatThrownBy(() -> YamlProvider.read(YamlNode.parse("provider", example().replace(good, bad))))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining(why);
  }
}
