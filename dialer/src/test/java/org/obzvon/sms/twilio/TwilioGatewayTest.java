package org.obzvon.sms.twilio;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.jooq.Tables.SMS_MESSAGE;

import com.github.tomakehurst.wiremock.http.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
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

/// Tests the requests to Twilio's API and the outcomes of its answers.
@Tag("slow")
class TwilioGatewayTest extends PlayedTwilio {
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
            .withFormParam("Body", equalTo(
                "Обзвон: по договору 101 долг 500 руб. Пожалуйста, оплатите. Вопросы: 8 495 000-00-00"))
            .withFormParam("ValidityPeriod", equalTo("36000"))
            .withFormParam("StatusCallback", equalTo("https://desk.example.md/sms/world?message=" + attempt.id())));
  }

  @ParameterizedTest
  @CsvSource({"21614, NO_SUCH_NUMBER", "21610, OPTED_OUT", "21635, NO_SUCH_NUMBER"})
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
            .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "1")
                .withBody("{\"code\": 20429, \"status\": 429}"))
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
                    "{\"messages\": [%s], \"page\": 0, \"page_size\": 50, \"next_page_uri\": null, \"uri\": \"/x\"}"
                        .formatted(listed))));

    desk.clock.tick(Duration.ofMinutes(16));
    desk.watch.round();

    assertThat(desk.outcomes()).containsExactly(new Delivered(2));
    assertThat(desk.db.fetchSingle(SMS_MESSAGE).getToldCost()).isEqualByComparingTo("0.079");
  }
}
