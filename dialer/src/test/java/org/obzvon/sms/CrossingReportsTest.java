package org.obzvon.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.obzvon.jooq.Tables.SMS_MESSAGE;
import static org.obzvon.jooq.Tables.SMS_PART;
import static org.obzvon.jooq.Tables.SMS_REPORT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.ContactOutcome.Delivered;
import org.obzvon.sms.DeliveryReport.Subject;
import org.obzvon.sms.Gateway.Sent;
import org.obzvon.sms.Messages.Ended;
import org.obzvon.sms.jooq.JooqMessages;

/// Tests delivery reports and answers of one message that cross on their way into the store, or of which a crash leaves
/// one unprocessed. A locked row stands for the moment between two of them.
@Tag("slow")
class CrossingReportsTest {
  private final FakeGateway gateway = new FakeGateway();
  private final SmsSurroundings desk = new SmsSurroundings(Map.of("g", gateway),
      SmsSurroundings.terms("g", "+7", "2.50"));
  private final Messages otherNode = new JooqMessages(desk.db, SmsSurroundings.ASK_AFTER);

  /// Returns an attempt whose message is being handed over.
  private Attempt beingHandedOver() {
    Attempt attempt = desk.attempt();
    gateway.answering(
        _ -> {
          throw new ProcessEnded();
        });
    try {
      desk.channel.submit(attempt);
    } catch (ProcessEnded _) {
      return attempt;
    }
    throw new AssertionError("it was handed over");
  }

  private Attempt handedOver(Sent answer) {
    Attempt attempt = desk.attempt();
    gateway.answering(answer);
    desk.channel.submit(attempt);
    return attempt;
  }

  /// Lets all writers wait for the locked row of the message, then runs `meanwhile`, and only then releases the row.
  private List<Ended> crossing(Attempt attempt, Runnable meanwhile, List<Supplier<Optional<Ended>>> writers) {
    List<CompletableFuture<Optional<Ended>>> running = new ArrayList<>();
    desk.db.transaction(
        () -> {
          desk.db.selectFrom(SMS_MESSAGE).where(SMS_MESSAGE.ID.eq(attempt.id())).forUpdate().fetch();
          writers.forEach(writer -> running.add(CompletableFuture.supplyAsync(writer, Thread::startVirtualThread)));
          await().until(() -> waitingForRows() == writers.size());
          meanwhile.run();
        });
    return running.stream().flatMap(one -> one.join().stream()).toList();
  }

  private int waitingForRows() {
    return desk.db.fetchCount(
        DSL.table("pg_stat_activity"),
        DSL.condition("datname = current_database() and wait_event_type = 'Lock'"));
  }

  private Optional<Ended> reported(Messages node, Attempt about, String remoteId) {
    return node.reported(desk.report("g", remoteId, about, DeliveryStatus.DELIVERED), desk.clock.instant());
  }

  private void take(Attempt about, String remoteId) {
    desk.reports.take(desk.report("g", remoteId, about, DeliveryStatus.DELIVERED));
  }

  private String fate(UUID message) {
    return desk.db.fetchSingle(SMS_MESSAGE, SMS_MESSAGE.ID.eq(message)).getFate();
  }

  @Test
  void reports_of_both_segments_that_come_while_the_answer_is_being_stored_end_the_message_with_it() {
    Attempt attempt = beingHandedOver();

    List<Ended> ended = crossing(
        attempt,
        () -> {
          take(attempt, "1a");
          take(attempt, "1b");
        },
        List.of(
            () -> desk.messages.handedOver(attempt.id(), List.of(Optional.of("1a"), Optional.of("1b")), true)));

    assertThat(ended).singleElement().extracting(Ended::fate).isEqualTo(DeliveryStatus.DELIVERED);
    assertThat(desk.db.fetchCount(SMS_REPORT, SMS_REPORT.MATCHED_TO.isNull())).isZero();
  }

  @Test
  void reports_that_come_while_half_an_answer_is_being_stored_end_the_message_with_it() {
    Attempt attempt = beingHandedOver();

    List<Ended> ended = crossing(
        attempt,
        () -> {
          take(attempt, "1b");
          take(attempt, "1a");
          take(attempt, "1a");
        },
        List.of(
            () -> desk.messages.handedOver(attempt.id(), List.of(Optional.empty(), Optional.of("1b")), false)));

    assertThat(ended).singleElement().extracting(Ended::fate).isEqualTo(DeliveryStatus.DELIVERED);
    assertThat(desk.db.fetchCount(SMS_REPORT, SMS_REPORT.MATCHED_TO.isNull())).isZero();
  }

  @Test
  void the_reports_of_two_segments_that_two_nodes_store_at_once_end_the_message_once() {
    Attempt attempt = handedOver(new Sent.Taken(List.of("1a", "1b")));

    List<Ended> ended = crossing(
        attempt, () -> {},
        List.of(() -> reported(desk.messages, attempt, "1a"), () -> reported(otherNode, attempt, "1b")));

    assertThat(ended).singleElement().extracting(Ended::fate).isEqualTo(DeliveryStatus.DELIVERED);
    assertThat(fate(attempt.id())).isEqualTo("DELIVERED");
  }

  @Test
  void one_report_brought_to_two_nodes_at_once_stands_for_one_segment_though_no_answer_is_known() {
    Attempt attempt = handedOver(new Sent.Unknown("cut", List.of(Optional.empty(), Optional.empty())));

    List<Ended> ended = crossing(
        attempt, () -> {},
        List.of(() -> reported(desk.messages, attempt, "1a"), () -> reported(otherNode, attempt, "1a")));

    assertThat(ended).isEmpty();
    assertThat(desk.db.fetchCount(SMS_PART, SMS_PART.FATE.isNotNull())).isEqualTo(1);
    take(attempt, "1b");
    assertThat(desk.outcomes()).containsExactly(new Delivered(2));
  }

  @Test
  void two_reports_that_two_nodes_store_at_once_stand_for_both_segments_though_no_answer_is_known() {
    Attempt attempt = handedOver(new Sent.Unknown("cut", List.of(Optional.empty(), Optional.empty())));

    List<Ended> ended = crossing(
        attempt, () -> {},
        List.of(() -> reported(desk.messages, attempt, "1a"), () -> reported(otherNode, attempt, "1b")));

    assertThat(ended).singleElement().extracting(Ended::fate).isEqualTo(DeliveryStatus.DELIVERED);
  }

  @Test
  void segments_confirmed_in_decimal_are_told_apart_though_one_of_their_answers_was_lost() {
    Attempt attempt = handedOver(new Sent.Unknown("cut", List.of(Optional.of("000000A1"), Optional.empty())));

    for (List<String> forms : List.of(List.of("162", "a2", "354"), List.of("161", "a1", "353"))) {
      Subject subject = new Subject("g", forms, Optional.of(attempt.phone()), Optional.empty());
      desk.reports.take(new DeliveryReport(subject, DeliveryStatus.DELIVERED, "", Optional.empty(),
          desk.clock.instant()));
    }

    assertThat(desk.outcomes()).containsExactly(new Delivered(2));
  }

  @Test
  void reports_that_a_crash_right_after_the_answer_left_lying_are_applied_before_the_gateway_is_asked() {
    Attempt attempt = beingHandedOver();
    take(attempt, "1a");
    take(attempt, "1b");
    desk.db.insertInto(SMS_PART, SMS_PART.MESSAGE_ID, SMS_PART.NUMBER, SMS_PART.GATEWAY, SMS_PART.REMOTE_ID,
        SMS_PART.REMOTE_KEY)
        .values(attempt.id(), 1, "g", "1a", "1a")
        .values(attempt.id(), 2, "g", "1b", "1b")
        .execute();
    desk.db.update(SMS_MESSAGE).set(SMS_MESSAGE.STATE, "ACCEPTED").execute();

    desk.clock.tick(SmsSurroundings.ASK_AFTER);
    desk.watch.round();

    assertThat(desk.outcomes()).containsExactly(new Delivered(2));
    assertThat(gateway.asked).isEmpty();
  }

  @Test
  void a_long_message_cut_off_by_a_crash_is_delivered_when_every_segment_is_confirmed_and_not_before() {
    gateway.idPerSegment = true;
    Attempt attempt = beingHandedOver();
    desk.clock.tick(SmsSurroundings.ASK_AFTER);
    desk.watch.round();

    take(attempt, "1a");
    assertThat(desk.told).isEmpty();
    take(attempt, "1b");

    assertThat(desk.outcomes()).containsExactly(new Delivered(2));
  }
}
