package org.obzvon.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.SMS_MESSAGE;
import static org.obzvon.jooq.Tables.SMS_REPORT;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactOutcome.Delivered;
import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Fault;
import org.obzvon.contact.ContactOutcome.Lost;
import org.obzvon.contact.Ledger;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.contact.OutcomeSink.Trace;
import org.obzvon.contact.jooq.JooqLedger;
import org.obzvon.jooq.tables.records.AttemptRecord;
import org.obzvon.sms.Gateway.Sent;
import org.obzvon.webhook.jooq.JooqEventOutbox;

/// Tests reports that come after the service gave up their message: they correct the ledger once, and nothing is sent
/// again.
@Tag("slow")
class LateReportsTest {
  private final FakeGateway gateway = new FakeGateway();
  private final SmsSurroundings desk = new SmsSurroundings(Map.of("g", gateway),
      SmsSurroundings.terms("g", "+7", "2.50"));
  private final Ledger ledger = new JooqLedger(desk.db, new JooqEventOutbox(desk.db));

  private Attempt givenUp(Sent answer) {
    Attempt attempt = desk.attempt();
    gateway.answering(answer);
    desk.channel.submit(attempt);
    desk.clock.tick(SmsSurroundings.GIVE_UP);
    desk.watch.round();
    assertThat(desk.told.getLast().outcome()).isEqualTo(new Lost());
    stored();
    return attempt;
  }

  /// Stores the reports as the recorder does. Returns the attempts that it closed.
  private List<Ledger.Closed> stored() {
    List<Ledger.Closed> closed = ledger.close(List.copyOf(desk.told), _ -> Optional.empty(), desk.clock.instant());
    desk.told.clear();
    return closed;
  }

  private void take(Attempt about, String remoteId, DeliveryStatus fate) {
    desk.reports.take(desk.report("g", remoteId, about, fate));
  }

  private AttemptRecord row(Attempt attempt) {
    return desk.db.fetchSingle(ATTEMPT, ATTEMPT.ID.eq(attempt.id()));
  }

  @Test
  void a_lost_message_that_was_delivered_after_all_stands_once_in_the_ledger_as_delivered_and_late() {
    Attempt attempt = givenUp(new Sent.Taken(List.of("1a", "1b")));
    AttemptRecord before = row(attempt);
    assertThat(before.getOutcome()).isEqualTo("LOST");

    desk.clock.tick(Duration.ofHours(3));
    take(attempt, "1a", DeliveryStatus.DELIVERED);
    assertThat(desk.told).isEmpty();
    take(attempt, "1b", DeliveryStatus.DELIVERED);

    assertThat(stored()).isEmpty();
    AttemptRecord after = row(attempt);
    assertThat(after.getOutcome()).isEqualTo("DELIVERED");
    assertThat(after.getSegments()).isEqualTo(2);
    assertThat(after.getCorrectedAt()).isEqualTo(desk.clock.instant());
    assertThat(after.getClosedAt()).isEqualTo(before.getClosedAt());
    assertThat(desk.db.fetchCount(ATTEMPT)).isEqualTo(1);
    assertThat(desk.db.fetchSingle(CONTACT).getState()).isEqualTo("DONE");
    assertThat(gateway.sent).hasSize(1);
  }

  @Test
  void a_lost_message_that_was_not_delivered_failed_and_is_not_sent_again() {
    Attempt attempt = givenUp(new Sent.Taken(List.of("1a")));

    take(attempt, "1a", DeliveryStatus.NOT_DELIVERED);
    ledger.close(List.copyOf(desk.told), _ -> Optional.of(desk.clock.instant()), desk.clock.instant());

    assertThat(row(attempt).getOutcome()).isEqualTo("FAILED");
    assertThat(row(attempt).getDetail()).isEqualTo(Fault.NETWORK.name());
    assertThat(desk.db.fetchSingle(CONTACT).getState()).isEqualTo("DONE");
  }

  @Test
  void a_late_report_of_a_message_whose_answer_was_lost_finds_it_by_its_number() {
    Attempt attempt = givenUp(Sent.Unknown.whole("cut"));

    take(attempt, "x", DeliveryStatus.DELIVERED);
    stored();

    assertThat(row(attempt).getOutcome()).isEqualTo("DELIVERED");
    assertThat(desk.db.fetchSingle(SMS_REPORT).getMatchedTo()).isEqualTo(attempt.id());
  }

  @Test
  void a_late_report_that_may_be_about_a_lost_message_or_about_a_newer_one_is_nobodys() {
    Attempt lost = givenUp(Sent.Unknown.whole("cut"));
    Attempt newer = desk.attempt();
    gateway.answering(Sent.Unknown.whole("cut"));
    desk.channel.submit(newer);
    desk.db.update(SMS_MESSAGE).set(SMS_MESSAGE.PHONE, lost.phone().e164()).execute();

    take(lost, "x", DeliveryStatus.DELIVERED);

    assertThat(desk.told).isEmpty();
    assertThat(desk.db.fetchSingle(SMS_REPORT).getMatchedTo()).isNull();
  }

  @Test
  void a_message_that_was_lost_long_ago_takes_no_report_from_a_newer_one() {
    Attempt lost = givenUp(Sent.Unknown.whole("cut"));
    desk.clock.tick(Duration.ofDays(8));
    Attempt newer = desk.attempt();
    gateway.answering(Sent.Unknown.whole("cut"));
    desk.channel.submit(newer);
    desk.db.update(SMS_MESSAGE).set(SMS_MESSAGE.PHONE, lost.phone().e164()).execute();

    take(lost, "x", DeliveryStatus.DELIVERED);

    assertThat(desk.told).singleElement().extracting(Report::attempt).isEqualTo(newer.id());
  }

  @Test
  void an_answer_that_comes_after_its_message_was_given_up_brings_its_reports_home() {
    Attempt attempt = desk.attempt();
    gateway.answering(
        _ -> {
          desk.clock.tick(SmsSurroundings.GIVE_UP); // like a machine that slept in the middle of sending
          desk.watch.round();
          assertThat(desk.outcomes()).containsExactly(new Lost());
          stored();
          take(attempt, "1b", DeliveryStatus.DELIVERED);
          take(attempt, "1a", DeliveryStatus.DELIVERED);
          return new Sent.Taken(List.of("1a", "1b"));
        });
    gateway.idPerSegment = true;

    desk.channel.submit(attempt);
    stored();

    assertThat(row(attempt).getOutcome()).isEqualTo("DELIVERED");
  }

  @Test
  void what_the_gateway_did_not_know_it_may_know_later() {
    Attempt attempt = desk.attempt();
    desk.channel.submit(attempt);
    take(attempt, "g-1", DeliveryStatus.UNKNOWN);
    take(attempt, "g-1", DeliveryStatus.DELIVERED);
    take(attempt, "g-1", DeliveryStatus.UNKNOWN);

    assertThat(desk.outcomes()).containsExactly(new Lost(), new Delivered(2));
    stored();
    assertThat(row(attempt).getOutcome()).isEqualTo("DELIVERED");
  }

  @Test
  void what_was_told_late_but_not_stored_before_a_crash_is_told_again_until_it_is() {
    Attempt attempt = givenUp(new Sent.Taken(List.of("1a")));
    take(attempt, "1a", DeliveryStatus.DELIVERED);
    desk.told.clear();

    desk.clock.tick(Duration.ofMinutes(2));
    desk.watch.round();
    assertThat(desk.outcomes()).containsExactly(new Delivered(2));
    stored();
    desk.watch.round();

    assertThat(desk.told).isEmpty();
    assertThat(row(attempt).getOutcome()).isEqualTo("DELIVERED");
  }

  @Test
  void a_known_end_is_never_corrected_and_a_correction_neither() {
    Attempt attempt = givenUp(new Sent.Taken(List.of("1a")));

    close(attempt, new Failed(Fault.NETWORK));
    close(attempt, new Delivered(1));
    close(attempt, new Lost());

    assertThat(row(attempt).getOutcome()).isEqualTo("FAILED");
    assertThatThrownBy(() -> desk.db.update(ATTEMPT).set(ATTEMPT.OUTCOME, "DELIVERED").execute())
        .isInstanceOf(DataAccessException.class).hasMessageContaining("is closed and is never changed");
  }

  @Test
  void a_lost_attempt_changes_in_nothing_but_its_end() {
    givenUp(new Sent.Taken(List.of("1a")));

    assertThatThrownBy(
        () -> desk.db.update(ATTEMPT)
            .set(ATTEMPT.OUTCOME, "DELIVERED")
            .set(ATTEMPT.CORRECTED_AT, desk.clock.instant())
            .set(ATTEMPT.ARM, "HOLD_OUT")
            .execute())
        .isInstanceOf(DataAccessException.class).hasMessageContaining("is closed and is never changed");
  }

  private void close(Attempt attempt, ContactOutcome outcome) {
    Trace trace = new Trace("", OptionalInt.empty(), Optional.of("late"));
    Report report = new Report(attempt.id(), outcome, Optional.empty(), desk.clock.instant(), trace);
    ledger.close(List.of(report), _ -> Optional.empty(), desk.clock.instant());
  }
}
