package org.obzvon.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.jooq.Tables.SMS_MESSAGE;
import static org.obzvon.jooq.Tables.SMS_REPORT;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.ContactOutcome.Delivered;
import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Fault;
import org.obzvon.contact.ContactOutcome.Lost;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.sms.Gateway.Sent;

/// Tests messages whose gateway's answer is lost in whole or in part: reports that fit only one message settle it.
@Tag("slow")
class LostAnswersTest {
  private final FakeGateway gateway = new FakeGateway();
  private final SmsSurroundings desk = new SmsSurroundings(Map.of("g", gateway),
      SmsSurroundings.terms("g", "+7", "2.50"));

  @Test
  void a_report_about_the_only_message_to_a_number_whose_answer_was_lost_is_its_own() {
    Attempt attempt = desk.attempt();
    Attempt other = desk.attempt();
    gateway.answering(
        _ -> {
          desk.reports.take(desk.report("g", "a1", attempt, DeliveryStatus.DELIVERED));
          return new Sent.Unknown("cut", List.of(Optional.empty(), Optional.empty()));
        });
    desk.channel.submit(attempt);
    desk.channel.submit(other);

    desk.reports.take(desk.report("g", "a2", attempt, DeliveryStatus.DELIVERED));

    assertThat(desk.outcomes()).containsExactly(new Delivered(2));
    assertThat(desk.told.getFirst().attempt()).isEqualTo(attempt.id());
  }

  @Test
  void a_report_to_a_number_with_two_messages_whose_answers_were_lost_is_nobodys() {
    Attempt first = desk.attempt();
    Attempt second = desk.attempt();
    gateway.answering(Sent.Unknown.whole("cut")).answering(Sent.Unknown.whole("cut"));
    desk.channel.submit(first);
    desk.channel.submit(second);
    desk.db.update(SMS_MESSAGE).set(SMS_MESSAGE.PHONE, first.phone().e164()).execute();

    desk.reports.take(desk.report("g", "x", first, DeliveryStatus.DELIVERED));

    assertThat(desk.told).isEmpty();
    assertThat(desk.db.fetchSingle(SMS_REPORT).getMatchedTo()).isNull();
  }

  @Test
  void a_long_message_of_which_one_answer_was_lost_is_delivered_when_both_segments_are_confirmed_and_else_lost() {
    Attempt whole = desk.attempt();
    Attempt half = desk.attempt();
    Sent rest = new Sent.Unknown("cut", List.of(Optional.empty(), Optional.of("2b")));
    gateway.answering(rest).answering(new Sent.Unknown("cut", List.of(Optional.of("3a"), Optional.empty())));
    desk.channel.submit(whole);
    desk.channel.submit(half);

    desk.reports.take(desk.report("g", "2b", whole, DeliveryStatus.DELIVERED));
    desk.reports.take(desk.report("g", "3a", half, DeliveryStatus.DELIVERED));
    assertThat(desk.told).isEmpty();
    desk.reports.take(desk.report("g", "2a", whole, DeliveryStatus.DELIVERED));
    assertThat(desk.outcomes()).containsExactly(new Delivered(2));
    desk.clock.tick(SmsSurroundings.GIVE_UP);
    desk.watch.round();

    assertThat(desk.told)
        .filteredOn(report -> report.attempt().equals(half.id()))
        .extracting(Report::outcome)
        .containsExactly(new Lost());
    assertThat(gateway.sent).hasSize(2);
  }

  @Test
  void a_segment_that_failed_decides_though_the_answer_to_the_other_was_lost() {
    Attempt attempt = desk.attempt();
    gateway.answering(new Sent.Unknown("cut", List.of(Optional.empty(), Optional.of("2b"))));
    desk.channel.submit(attempt);

    desk.reports.take(desk.report("g", "2b", attempt, DeliveryStatus.NOT_DELIVERED));
    desk.clock.tick(SmsSurroundings.GIVE_UP);
    desk.watch.round();

    assertThat(desk.outcomes()).containsExactly(new Failed(Fault.NETWORK));
  }
}
