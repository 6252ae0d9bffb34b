package org.obzvon.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.policy.Cases.CHISINAU;
import static org.obzvon.policy.Cases.FIRST;
import static org.obzvon.policy.Cases.always;
import static org.obzvon.policy.Cases.calendar;
import static org.obzvon.policy.Cases.contact;
import static org.obzvon.policy.Cases.holidays;
import static org.obzvon.policy.Cases.noLimits;
import static org.obzvon.policy.Cases.profile;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactOrigin;
import org.obzvon.document.SentenceValue;
import org.obzvon.register.Account;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.PendingPayments;

/// Tests a payment that was reported on Monday, 23 November, at noon in Chisinau (UTC+2), where Wednesday is a holiday.
class PaymentRulesTest {
  private static final Instant TOLD = Instant.parse("2026-11-23T10:00:00Z");
  private static final Profile WEDNESDAY_OFF = profile(
      new Timetable(always(), calendar(holidays(Set.of(LocalDate.of(2026, 11, 25))))), noLimits());

  /// The fifth working day is Tuesday, 1 December.
  @ParameterizedTest
  @CsvSource({
    "2026-11-23T10:00:00Z, 2026-11-23T22:00:00Z",
    "2026-11-27T10:00:00Z, 2026-11-27T22:00:00Z",
    "2026-12-01T21:59:59Z, 2026-12-01T22:00:00Z",
    "2026-12-01T22:00:00Z, "
  })
  void a_debtor_whose_payment_the_register_may_know_waits_day_by_day_for_five_working_days(Instant now, Instant until) {
    Decision decision = decide(waiting(), now, new UnsettledPaymentWait(5));
    if (until == null) {
      assertThat(decision).isInstanceOf(Decision.Allowed.class);
    } else {
      assertThat(decision)
          .isInstanceOfSatisfying(
              Decision.Deferred.class,
              deferred -> {
                assertThat(deferred.rule()).isEqualTo("payment-waiting");
                assertThat(deferred.until()).isEqualTo(until);
                assertThat(deferred.reason().values()).containsExactly(
                    new SentenceValue.Day(LocalDate.parse("2026-11-23")),
                    new SentenceValue.Day(LocalDate.parse("2026-12-02")));
              });
    }
  }

  @Test
  void the_setting_says_how_many_working_days() {
    assertThat(decide(waiting(), Instant.parse("2026-11-24T21:59:59Z"), new UnsettledPaymentWait(1)))
        .isInstanceOf(Decision.Deferred.class);
    assertThat(decide(waiting(), Instant.parse("2026-11-24T22:00:00Z"), new UnsettledPaymentWait(1)))
        .isInstanceOf(Decision.Allowed.class);
  }

  @Test
  void a_debtor_with_an_announced_payment_waits_for_its_day() {
    PendingPayments announced = new PendingPayments(Optional.empty(),
        Optional.of(Instant.parse("2026-11-25T22:00:00Z")));
    assertThat(decide(announced, TOLD, UnsettledPaymentWait.DEFAULT))
        .isInstanceOfSatisfying(
            Decision.Deferred.class,
            deferred -> assertThat(deferred.why()).contains("announced that counts from 2026-11-26"));
    assertThat(decide(announced, Instant.parse("2026-11-25T22:00:00Z"), UnsettledPaymentWait.DEFAULT))
        .isInstanceOf(Decision.Allowed.class);
  }

  @Test
  void a_notice_waits_too_and_thanks_do_not() {
    assertThat(decide(waiting(), ContactOrigin.Kind.NOTICE)).isInstanceOf(Decision.Deferred.class);
    assertThat(decide(waiting(), ContactOrigin.Kind.PROMISE_BROKEN)).isInstanceOf(Decision.Deferred.class);
    assertThat(decide(waiting(), ContactOrigin.Kind.PAYMENT)).isInstanceOf(Decision.Allowed.class);
    assertThat(decide(waiting(), ContactOrigin.Kind.APPOINTMENT)).isInstanceOf(Decision.Allowed.class);
  }

  private static PendingPayments waiting() {
    return new PendingPayments(Optional.of(TOLD), Optional.empty());
  }

  private static Decision decide(PendingPayments pending, Instant now, UnsettledPaymentWait wait) {
    Account account = account(pending);
    PolicyQuestion question = Cases.question(account, Channel.SMS, now);
    return RuleChain.decide(new PolicyFacts(question, account, WEDNESDAY_OFF, AccountFacts.NONE, Cases.DIALLING, wait),
        now);
  }

  private static Decision decide(PendingPayments pending, ContactOrigin.Kind kind) {
    Account account = account(pending);
    Contact plain = contact(account, Channel.SMS, TOLD, TOLD.plus(Duration.ofDays(20)));
    ContactOrigin origin = kind == ContactOrigin.Kind.NOTICE ? new ContactOrigin(kind, Optional.empty())
        : ContactOrigin.of(kind, IdGenerator.next());
    Contact contact = new Contact(
        plain.id(), plain.campaign(), plain.debtor(), plain.arm(),
        new Contact.Step(0, plain.step().anchor(), Channel.SMS, "text", origin), plain.window(), 0);
    PolicyQuestion question = new PolicyQuestion(contact, "test", Set.of());
    return RuleChain.decide(new PolicyFacts(question, account, WEDNESDAY_OFF, AccountFacts.NONE, Cases.DIALLING), TOLD);
  }

  private static Account account(PendingPayments pending) {
    Account plain = Cases.account(Optional.of(CHISINAU), List.of(FIRST));
    Account.Debt debt = plain.debt();
    return new Account(
        plain.id(), plain.number(), plain.household(), plain.subscriber(), plain.subscription(),
        new Account.Debt(debt.balance(), debt.since(), debt.restrictionOn(), debt.inRegister(), pending));
  }
}
