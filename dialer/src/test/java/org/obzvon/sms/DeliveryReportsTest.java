package org.obzvon.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.jooq.Tables.SMS_MESSAGE;
import static org.obzvon.jooq.Tables.SMS_REPORT;

import java.math.BigDecimal;
import java.time.Duration;
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
import org.obzvon.contact.ContactOutcome.Refusal;
import org.obzvon.contact.ContactOutcome.Undeliverable;
import org.obzvon.sms.DeliveryReport.Subject;
import org.obzvon.sms.Gateway.Sent;

/// Tests delivery reports that come early, late or twice, that concern one segment, or that belong to no message.
@Tag("slow")
class DeliveryReportsTest {
  private final FakeGateway gateway = new FakeGateway();
  private final SmsSurroundings desk = new SmsSurroundings(Map.of("g", gateway),
      SmsSurroundings.terms("g", "+7", "2.50"));

  @Test
  void a_report_ends_its_attempt_and_a_second_one_changes_nothing() {
    Attempt attempt = desk.attempt();
    desk.channel.submit(attempt);

    desk.reports.take(desk.report("g", "g-1", attempt, DeliveryStatus.ON_ITS_WAY));
    assertThat(desk.told).isEmpty();
    desk.reports.take(desk.report("g", "G-1", attempt, DeliveryStatus.DELIVERED));
    desk.reports.take(desk.report("g", "g-1", attempt, DeliveryStatus.DELIVERED));
    desk.reports.take(desk.report("g", "g-1", attempt, DeliveryStatus.NOT_DELIVERED));

    assertThat(desk.outcomes()).containsExactly(new Delivered(2));
    assertThat(desk.told.getFirst().attempt()).isEqualTo(attempt.id());
    assertThat(desk.db.fetchSingle(SMS_MESSAGE).getFate()).isEqualTo("DELIVERED");
  }

  @Test
  void a_report_that_is_quicker_than_the_answer_finds_its_message_when_the_answer_comes() {
    Attempt attempt = desk.attempt();
    gateway.answering(
        _ -> {
          desk.reports.take(desk.report("g", "77", attempt, DeliveryStatus.DELIVERED));
          assertThat(desk.told).isEmpty();
          return new Sent.Taken(List.of("77"));
        });

    desk.channel.submit(attempt);

    assertThat(desk.outcomes()).containsExactly(new Delivered(2));
  }

  @Test
  void a_report_with_our_own_id_needs_no_answer_at_all() {
    Attempt attempt = desk.attempt();
    gateway.answering(Sent.Unknown.whole("cut"));
    desk.channel.submit(attempt);

    Subject subject = new Subject("g", List.of("SM1"), Optional.empty(), Optional.of(attempt.id()));
    desk.reports.take(
        new DeliveryReport(
            subject, DeliveryStatus.DELIVERED, "delivered", Optional.of(new BigDecimal("0.0079")),
            desk.clock.instant()));

    assertThat(desk.outcomes()).containsExactly(new Delivered(2));
    assertThat(desk.db.fetchSingle(SMS_MESSAGE).getToldCost()).isEqualByComparingTo("0.0079");
  }

  @Test
  void a_report_that_nobody_knows_is_kept_and_forgotten_after_its_time() {
    desk.reports.take(desk.report("g", "stranger", desk.attempt(), DeliveryStatus.DELIVERED));

    assertThat(desk.told).isEmpty();
    assertThat(desk.db.fetchCount(SMS_REPORT)).isEqualTo(1);
    desk.clock.tick(Duration.ofDays(31));
    desk.watch.round();
    assertThat(desk.db.fetchCount(SMS_REPORT)).isZero();
  }

  @Test
  void a_long_message_ends_with_its_last_segment_and_one_that_failed_decides() {
    Attempt attempt = desk.attempt();
    gateway.answering(new Sent.Taken(List.of("1a", "1b")));
    desk.channel.submit(attempt);

    desk.reports.take(desk.report("g", "1b", attempt, DeliveryStatus.NO_SUCH_NUMBER));
    assertThat(desk.told).isEmpty();
    desk.reports.take(desk.report("g", "1a", attempt, DeliveryStatus.DELIVERED));

    assertThat(desk.outcomes()).containsExactly(new Undeliverable(Refusal.NO_SUCH_NUMBER));
  }

  @Test
  void an_id_that_is_confirmed_in_another_base_is_known_by_the_number_too() {
    Attempt attempt = desk.attempt();
    Attempt stranger = desk.attempt();
    gateway.answering(new Sent.Taken(List.of("000000FF")));
    desk.channel.submit(attempt);

    desk.reports.take(
        new DeliveryReport(
            new Subject("g", List.of("255", "ff"), Optional.of(stranger.phone()), Optional.empty()),
            DeliveryStatus.DELIVERED, "",
            Optional.empty(), desk.clock.instant()));
    assertThat(desk.told).isEmpty();
    desk.reports.take(
        new DeliveryReport(
            new Subject("g", List.of("255", "ff"), Optional.of(attempt.phone()), Optional.empty()),
            DeliveryStatus.DELIVERED, "",
            Optional.empty(), desk.clock.instant()));

    assertThat(desk.outcomes()).containsExactly(new Delivered(2));
  }

  @Test
  void a_message_of_which_nothing_is_heard_is_asked_for_less_and_less_often_and_lost_in_the_end() {
    Attempt attempt = desk.attempt();
    desk.channel.submit(attempt);

    int rounds = 0;
    while (desk.told.isEmpty() && rounds++ < 1000) {
      desk.clock.tick(Duration.ofMinutes(5));
      desk.watch.round();
    }

    assertThat(desk.outcomes()).containsExactly(new Lost());
    assertThat(Duration.ofMinutes(5L * rounds)).isEqualTo(SmsSurroundings.GIVE_UP);
    assertThat(gateway.asked).hasSize(8);
    assertThat(gateway.sent).hasSize(1);
  }

  @Test
  void what_the_gateway_tells_when_asked_ends_the_attempt() {
    Attempt attempt = desk.attempt();
    gateway.answering(Sent.Unknown.whole("cut"));
    desk.channel.submit(attempt);
    gateway.told = asked -> List.of(desk.report("g", "g-9", attempt, DeliveryStatus.NOT_DELIVERED));

    desk.clock.tick(SmsSurroundings.ASK_AFTER);
    desk.watch.round();

    assertThat(desk.outcomes()).containsExactly(new Failed(Fault.NETWORK));
  }

  @Test
  void what_was_told_but_not_stored_before_a_crash_is_told_again() {
    Attempt attempt = desk.attempt();
    desk.channel.submit(attempt);
    desk.reports.take(desk.report("g", "g-1", attempt, DeliveryStatus.DELIVERED));
    desk.told.clear();

    desk.clock.tick(Duration.ofMinutes(2));
    desk.watch.round();

    assertThat(desk.outcomes()).containsExactly(new Delivered(2));
  }

  @Test
  void an_attempt_that_never_got_to_a_gateway_failed_and_one_that_was_being_handed_over_did_not() {
    Attempt never = desk.attempt();
    Attempt cut = desk.attempt();
    gateway.answering(
        _ -> {
          throw new ProcessEnded();
        });
    try {
      desk.channel.submit(cut);
    } catch (ProcessEnded _) {
      desk.clock.tick(Duration.ofMinutes(11));
    }

    desk.watch.round();

    assertThat(desk.told).hasSize(1);
    assertThat(desk.told.getFirst().attempt()).isEqualTo(never.id());
    assertThat(desk.outcomes()).containsExactly(new Failed(Fault.EXCHANGE));
    desk.clock.tick(Duration.ofMinutes(5));
    desk.watch.round();
    desk.reports.take(desk.report("g", "late", cut, DeliveryStatus.DELIVERED));
    assertThat(desk.outcomes()).contains(new Delivered(2));
  }
}
