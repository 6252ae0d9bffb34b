package org.obzvon.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.PAYMENT;
import static org.obzvon.jooq.Tables.PROMISE;
import static org.obzvon.jooq.Tables.SMS_MESSAGE;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.ContactChannel.Submission;
import org.obzvon.contact.ContactOrigin;
import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Fault;
import org.obzvon.contact.ContactOutcome.Refusal;
import org.obzvon.contact.ContactOutcome.Undeliverable;
import org.obzvon.fixture.TestClock;
import org.obzvon.register.IdGenerator;
import org.obzvon.sms.Gateway.Sent;

/// Tests which gateway sends a message and which messages are never sent twice.
@Tag("slow")
class SmsChannelTest {
  private final FakeGateway near = new FakeGateway();
  private final FakeGateway far = new FakeGateway();

  private SmsSurroundings desk() {
    return new SmsSurroundings(
        Map.of("near", near, "far", far), SmsSurroundings.terms("far", "+7", "3.10"),
        SmsSurroundings.terms("near", "+790", "2.625"));
  }

  @Test
  void the_gateway_that_names_most_of_the_number_takes_the_message() {
    SmsSurroundings desk = desk();
    Attempt attempt = desk.attempt();

    assertThat(desk.channel.submit(attempt)).isEqualTo(new Submission.Accepted("g-1"));

    assertThat(far.sent).isEmpty();
    var sent = near.sent.getFirst();
    assertThat(sent.text()).startsWith("Обзвон: по договору 101 долг 500 руб.");
    assertThat(sent.validity()).isEqualTo(Duration.ofDays(1));
    var row = desk.db.fetchSingle(SMS_MESSAGE);
    assertThat(row.getCost()).isEqualByComparingTo("5.25");
    assertThat(row.getState()).isEqualTo("ACCEPTED");
  }

  @Test
  void another_gateway_is_tried_when_one_refuses_us_but_not_when_it_refuses_the_number() {
    SmsSurroundings desk = desk();
    near.answering(new Sent.Declined(DeliveryStatus.GATEWAY, "no credit"))
        .answering(new Sent.Declined(DeliveryStatus.NO_SUCH_NUMBER, "x"));

    assertThat(desk.channel.submit(desk.attempt())).isEqualTo(new Submission.Accepted("g-1"));
    assertThat(far.sent).hasSize(1);
    assertThat(desk.channel.submit(desk.attempt()))
        .isEqualTo(new Submission.Refused(new Undeliverable(Refusal.NO_SUCH_NUMBER)));
    assertThat(far.sent).hasSize(1);
  }

  @Test
  void a_gateway_that_is_not_connected_is_passed_over_and_nothing_is_sent_when_none_is() {
    SmsSurroundings desk = desk();
    near.ready = false;
    assertThat(desk.channel.submit(desk.attempt())).isEqualTo(new Submission.Accepted("g-1"));
    far.ready = false;

    assertThat(desk.channel.submit(desk.attempt())).isEqualTo(new Submission.Refused(new Failed(Fault.EXCHANGE)));
    assertThat(near.sent).isEmpty();
  }

  @Test
  void a_lost_answer_is_neither_repeated_nor_tried_elsewhere() {
    SmsSurroundings desk = desk();
    near.answering(Sent.Unknown.whole("timed out"));
    Attempt attempt = desk.attempt();

    assertThat(desk.channel.submit(attempt)).isEqualTo(new Submission.Unknown("timed out"));
    assertThat(desk.channel.submit(attempt)).isInstanceOf(Submission.Unknown.class);

    assertThat(near.sent).hasSize(1);
    assertThat(far.sent).isEmpty();
  }

  @Test
  void a_gateways_client_that_breaks_off_may_have_sent_the_message_so_no_other_follows() {
    SmsSurroundings desk = desk();
    near.answering(
        _ -> {
          throw new IllegalStateException("a fault of the client after the message was written");
        });
    Attempt attempt = desk.attempt();

    assertThat(desk.channel.submit(attempt)).isInstanceOf(Submission.Unknown.class);
    assertThat(desk.channel.submit(attempt)).isInstanceOf(Submission.Unknown.class);
    assertThat(near.sent).hasSize(1);
    assertThat(far.sent).isEmpty();
  }

  @Test
  void a_gateway_that_asks_to_wait_is_slowed_down_and_asked_again() {
    SmsSurroundings desk = desk();
    near.answering(new Sent.Slow(Duration.ofMillis(5))).answering(new Sent.Slow(Duration.ofMillis(5)));

    assertThat(desk.channel.submit(desk.attempt())).isEqualTo(new Submission.Accepted("g-3"));
    assertThat(far.sent).isEmpty();
  }

  @Test
  void a_message_that_is_called_off_while_a_gateway_asks_to_wait_is_neither_sent_again_nor_elsewhere_nor_paid() {
    GatewayTerms terms = new GatewayTerms(
        "near", "OBZVON", Currency.getInstance("RUB"), Map.of("+7", new BigDecimal("2.50")), 1e6,
        Optional.of(new BigDecimal("5")));
    SmsSurroundings desk = new SmsSurroundings(Map.of("near", near, "far", far), terms,
        SmsSurroundings.terms("far", "+7", "3"));
    near.answering(_ -> {
      desk.wanted = false;
      return new Sent.Slow(Duration.ofMillis(1));
    });

    assertThat(desk.channel.submit(desk.attempt())).isEqualTo(new Submission.Refused(new Failed(Fault.CALLED_OFF)));

    assertThat(near.sent).hasSize(1);
    assertThat(far.sent).isEmpty();
    assertThat(desk.db.fetchSingle(SMS_MESSAGE).getState()).isEqualTo("DECLINED");
    desk.wanted = true;
    assertThat(desk.channel.submit(desk.attempt())).as("the budget is whole").isInstanceOf(Submission.Accepted.class);
  }

  @Test
  void a_days_budget_is_not_overspent_and_what_was_not_sent_is_given_back() {
    GatewayTerms terms = new GatewayTerms(
        "near", "OBZVON", Currency.getInstance("RUB"), Map.of("+7", new BigDecimal("2.50")), 1e6,
        Optional.of(new BigDecimal("12")));
    SmsSurroundings desk = new SmsSurroundings(Map.of("near", near), terms);
    near.answering(new Sent.Declined(DeliveryStatus.BARRED, "x"));

    desk.channel.submit(desk.attempt());
    assertThat(desk.channel.submit(desk.attempt())).isInstanceOf(Submission.Accepted.class);
    assertThat(desk.channel.submit(desk.attempt())).isInstanceOf(Submission.Accepted.class);
    assertThat(desk.channel.submit(desk.attempt())).isEqualTo(new Submission.Refused(new Failed(Fault.CONGESTION)));

    desk.clock.tick(Duration.ofDays(1));
    assertThat(desk.channel.submit(desk.attempt())).isInstanceOf(Submission.Accepted.class);
    assertThat(near.sent).hasSize(4);
  }

  @Test
  void segments_are_spaced_at_the_gateways_rate_which_halves_when_asked_and_comes_back() {
    TestClock clock = new TestClock(Instant.EPOCH);
    SegmentPacer pacer = new SegmentPacer(10, clock);

    assertThat(pacer.reserve(5, Duration.ofSeconds(1))).contains(Duration.ZERO);
    assertThat(pacer.reserve(10, Duration.ofSeconds(1))).contains(Duration.ofMillis(500));
    assertThat(pacer.reserve(1, Duration.ofSeconds(1))).isEmpty();
    clock.tick(Duration.ofSeconds(2));
    pacer.slowDown();
    assertThat(pacer.rate()).isEqualTo(5);
    clock.tick(Duration.ofSeconds(4));
    assertThat(pacer.rate()).isCloseTo(7, org.assertj.core.data.Offset.offset(1e-9));
    clock.tick(Duration.ofSeconds(60));
    assertThat(pacer.rate()).isEqualTo(10);
  }

  @Test
  void a_debtor_who_owes_nothing_any_more_gets_no_reminder() {
    SmsSurroundings desk = desk();
    Attempt attempt = desk.attempt();
    desk.db.execute("update account set balance = 0");

    assertThat(desk.channel.submit(attempt)).isEqualTo(new Submission.Refused(new Failed(Fault.SCRIPT)));
    assertThat(near.sent).isEmpty();
    assertThat(desk.db.fetchCount(SMS_MESSAGE)).isZero();
    assertThat(List.of(desk.told)).containsExactly(List.of());
  }

  @Test
  void a_promise_is_named_as_it_stands_and_a_settled_one_is_not_written_about() {
    SmsSurroundings desk = desk();
    Attempt given = desk.attempt();
    UUID promise = IdGenerator.next();
    desk.db.insertInto(PROMISE)
        .set(PROMISE.ID, promise).set(PROMISE.ATTEMPT_ID, given.id())
        .set(PROMISE.ACCOUNT_ID, given.contact().debtor().account())
        .set(PROMISE.PROMISED_ON, LocalDate.of(2026, 11, 18)).set(PROMISE.AMOUNT, new BigDecimal("300"))
        .set(PROMISE.CURRENCY, "RUB").set(PROMISE.MADE_AT, desk.clock.instant()).set(PROMISE.STATE, "OPEN").execute();
    desk.channel.submit(desk.attempt("promise-today", ContactOrigin.of(ContactOrigin.Kind.PROMISE_DUE, promise)));
    assertThat(near.sent.getFirst().text()).contains("300 руб", "18 ноября");
    desk.db.update(PROMISE).set(PROMISE.STATE, "KEPT").execute();
    assertThat(desk.channel.submit(
        desk.attempt("promise-broken", ContactOrigin.of(ContactOrigin.Kind.PROMISE_BROKEN, promise))))
        .isEqualTo(new Submission.Refused(new Failed(Fault.SCRIPT)));
    assertThat(near.sent).hasSize(1);
  }

  @Test
  void who_owes_nothing_any_more_is_thanked_and_not_reminded() {
    SmsSurroundings desk = desk();
    UUID payment = IdGenerator.next();
    Attempt thanks = desk.attempt("payment-received", ContactOrigin.of(ContactOrigin.Kind.PAYMENT, payment));
    desk.db.insertInto(PAYMENT)
        .set(PAYMENT.ID, payment).set(PAYMENT.EXTERNAL_ID, "p")
        .set(PAYMENT.ACCOUNT_ID, thanks.contact().debtor().account())
        .set(PAYMENT.AMOUNT, new BigDecimal("500")).set(PAYMENT.CURRENCY, "RUB")
        .set(PAYMENT.PAID_AT, desk.clock.instant())
        .set(PAYMENT.IMPORTED_AT, desk.clock.instant()).set(PAYMENT.SOURCE, "bank").execute();
    desk.db.update(ACCOUNT).set(ACCOUNT.BALANCE, BigDecimal.ZERO).execute();
    assertThat(desk.channel.submit(thanks)).isInstanceOf(Submission.Accepted.class);
    assertThat(near.sent.getFirst().text()).contains("500 руб");
  }
}
