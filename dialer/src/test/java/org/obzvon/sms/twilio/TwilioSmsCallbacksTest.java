package org.obzvon.sms.twilio;

import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.ContactChannel.Submission;
import org.obzvon.contact.ContactOutcome.Delivered;

/// Tests Twilio's calls to the real HTTP server.
@Tag("slow")
class TwilioSmsCallbacksTest extends PlayedTwilio {
  @Test
  void a_callback_that_overtakes_the_answer_waits_for_it_and_ends_the_message() {
    Attempt attempt = desk.attempt();
    answer(201, message("queued", "null"));
    List<Integer> statuses = new java.util.concurrent.CopyOnWriteArrayList<>();
    before.first(
        () -> {
          try {
            statuses.add(twilio().call("?message=" + attempt.id(),
                Map.of("MessageSid", SID, "MessageStatus", "delivered"), TOKEN));
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

    assertThat(twilio().call("?message=" + attempt.id(),
        Map.of("MessageSid", SID, "MessageStatus", "delivered", "To", attempt.phone().e164()), TOKEN))
        .isEqualTo(200);
    assertThat(twilio().call("?message=" + attempt.id(), Map.of("MessageSid", SID, "MessageStatus", "delivered"),
        TOKEN)).isEqualTo(200);

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

    Map<String, String> fields = Map.of("MessageSid", "SM1", "From", attempt.phone().e164(), "To", "+15005550006",
        "Body", "Стоп", "SmsStatus",
        "received");
    assertThat(twilio().call("", fields, TOKEN)).isEqualTo(200);

    assertThat(desk.stopped).containsExactly(attempt.phone());
    onePost();
  }

  @Test
  void what_twilio_took_for_an_opt_out_is_obeyed_whatever_the_text() throws Exception {
    Attempt attempt = desk.attempt();
    Map<String, String> stop = Map.of("MessageSid", "SM2", "From", attempt.phone().e164(), "To", "+15005550006", "Body",
        "ARRET", "OptOutType",
        "STOP");
    assertThat(twilio().call("", stop, TOKEN)).isEqualTo(200);
    assertThat(desk.stopped).containsExactly(attempt.phone());
    api.verify(0, postRequestedFor(urlPathEqualTo(MESSAGES)));

    Map<String, String> help = Map.of("MessageSid", "SM3", "From", attempt.phone().e164(), "To", "+15005550006", "Body",
        "HELP", "OptOutType",
        "HELP");
    assertThat(twilio().call("", help, TOKEN)).isEqualTo(200);
    assertThat(desk.inbox.open(10)).hasSize(1);

    Map<String, String> start = Map.of("MessageSid", "SM4", "From", attempt.phone().e164(), "To", "+15005550006",
        "Body", "START", "OptOutType",
        "START");
    assertThat(twilio().call("", start, TOKEN)).isEqualTo(200);
    assertThat(desk.stopped).isEmpty();
  }
}
