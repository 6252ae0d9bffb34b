package org.obzvon.policy.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactOrigin;
import org.obzvon.fixture.TestStore;
import org.obzvon.jooq.Tables;
import org.obzvon.policy.ContactPolicy;
import org.obzvon.policy.Decision;
import org.obzvon.policy.DecisionPoint;
import org.obzvon.policy.AllowedPrefixes;
import org.obzvon.policy.PolicyQuestion;
import org.obzvon.policy.StopKind;
import org.obzvon.policy.Suppression;
import org.obzvon.policy.Suppressions.Stop;
import org.obzvon.policy.jollyday.JollydayHolidays;
import org.obzvon.policy.yaml.YamlProfiles;
import org.obzvon.register.Account;
import org.obzvon.webhook.jooq.JooqEventOutbox;

/// Tests which rules of the shipped profile apply to a notice that the law requires and which do not.
@Tag("slow")
class NoticePolicyTest {
  private static final String NOTICES = "ru-suspension-notice";
  private static final String REMINDERS = "ru-230fz-overdue";

  private final DSLContext store = TestStore.fresh();
  private final PolicySurroundings desk = new PolicySurroundings(store);
  private final SettableClock clock = new SettableClock(PolicySurroundings.NOON);
  private final Account account = desk.account("A-1", "+37369100001");
  private final ContactPolicy policy = new ContactPolicy(
      YamlProfiles.load(Optional.empty(), new JollydayHolidays()), desk, new JooqAccountFacts(store),
      new JooqDecisionLog(store), new AllowedPrefixes(List.of("+373")), clock);

  private Contact notice() {
    return as(desk.planned(account, Channel.SMS), ContactOrigin.NOTICE);
  }

  private static Contact as(Contact contact, ContactOrigin origin) {
    var step = contact.step();
    return new Contact(
        contact.id(), contact.campaign(), contact.debtor(), contact.arm(),
        new Contact.Step(step.number(), step.anchor(), step.channel(), step.script(), origin), contact.window(), 0);
  }

  private Decision ask(Contact contact, String profile) {
    return policy.ask(List.of(new PolicyQuestion(contact, profile, Set.of())), DecisionPoint.PLAN).getFirst()
        .decision();
  }

  private void message(Instant at, ContactOrigin.Kind origin) {
    var attempt = desk.attempt(desk.contact(account, Channel.SMS), "+37369100001", at, null, null, null);
    store.update(Tables.ATTEMPT).set(Tables.ATTEMPT.GROUND, origin.name()).where(Tables.ATTEMPT.ID.eq(attempt))
        .execute();
  }

  private void stop(StopKind kind) {
    new JooqSuppressions(store, new CalledOff(), new JooqEventOutbox(store), clock).add(
        new Stop(
            new Suppression.Target.Household(account.id()), kind, "", Optional.empty(),
            new Suppression.Origin.OfPerson("test")));
  }

  @Test
  void reminders_promises_and_a_wish_for_no_more_reminders_do_not_hold_a_notice_back() {
    message(PolicySurroundings.NOON.minus(Duration.ofHours(3)), ContactOrigin.Kind.LADDER);
    message(PolicySurroundings.NOON.minus(Duration.ofMinutes(1)), ContactOrigin.Kind.LADDER);
    var attempt = desk.attempt(desk.contact(account, Channel.ROBOT), "+37369100001",
        PolicySurroundings.NOON.minusSeconds(60), null, null, null);
    desk.promise(attempt, account, LocalDate.of(2026, 3, 20), "OPEN");
    stop(StopKind.OPT_OUT);
    assertThat(ask(notice(), NOTICES)).isInstanceOf(Decision.Allowed.class);
    assertThat(ask(desk.planned(account, Channel.SMS), REMINDERS).rule()).isEqualTo("stop");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OPT_OUT")
  void every_other_stop_holds_for_a_notice_too(StopKind kind) {
    stop(kind);
    assertThat(ask(notice(), NOTICES).rule()).isEqualTo("stop");
  }

  @Test
  void a_notice_keeps_office_hours() {
    clock.set(Instant.parse("2026-03-13T16:30:00Z")); // a Friday, 18:30 in Chisinau
    assertThat(ask(notice(), NOTICES))
        .isInstanceOfSatisfying(
            Decision.Deferred.class, deferred -> assertThat(deferred.until()).isEqualTo("2026-03-16T07:00:00Z"));
  }

  @Test
  void who_owes_nothing_any_more_gets_no_notice() {
    store.update(Tables.ACCOUNT).set(Tables.ACCOUNT.BALANCE, java.math.BigDecimal.ZERO).execute();
    assertThat(ask(notice(), NOTICES).rule()).isEqualTo("paid");
  }

  @Test
  void a_notice_counts_against_the_limits_of_the_reminders_after_it() {
    message(PolicySurroundings.NOON.minus(Duration.ofHours(5)), ContactOrigin.Kind.LADDER);
    message(PolicySurroundings.NOON.minus(Duration.ofHours(4)), ContactOrigin.Kind.NOTICE);
    assertThat(ask(desk.planned(account, Channel.SMS), REMINDERS).rule()).isEqualTo("cap");
  }

  @Test
  void five_notices_on_a_day_are_a_fault_and_the_sixth_waits() {
    for (int hour = 1; hour <= 5; hour++) {
      message(PolicySurroundings.NOON.minus(Duration.ofMinutes(20L * hour)), ContactOrigin.Kind.NOTICE);
    }
    assertThat(ask(notice(), NOTICES).rule()).isEqualTo("cap");
  }

  @Test
  void a_reminder_under_a_profile_of_notices_is_refused_and_a_notice_under_one_of_reminders_gets_no_freedom() {
    message(PolicySurroundings.NOON.minus(Duration.ofHours(4)), ContactOrigin.Kind.LADDER);
    message(PolicySurroundings.NOON.minus(Duration.ofHours(3)), ContactOrigin.Kind.LADDER);
    assertThat(ask(desk.planned(account, Channel.SMS), NOTICES).rule()).isEqualTo("profile");
    assertThat(ask(notice(), REMINDERS).rule()).isEqualTo("cap");
  }

  @Test
  void thanks_go_to_who_owes_nothing_any_more_and_keep_every_other_limit() {
    store.update(Tables.ACCOUNT).set(Tables.ACCOUNT.BALANCE, java.math.BigDecimal.ZERO).execute();
    ContactOrigin payment = ContactOrigin.of(ContactOrigin.Kind.PAYMENT, org.obzvon.register.IdGenerator.next());
    assertThat(ask(as(desk.planned(account, Channel.SMS), payment), REMINDERS)).isInstanceOf(Decision.Allowed.class);
    stop(StopKind.OPT_OUT);
    assertThat(ask(as(desk.planned(account, Channel.SMS), payment), REMINDERS).rule()).isEqualTo("stop");
  }

  @Test
  void a_promise_is_reminded_of_while_it_is_the_one_that_counts() {
    var attempt = desk.attempt(desk.contact(account, Channel.ROBOT), "+37369100001",
        PolicySurroundings.NOON.minus(Duration.ofDays(3)), "NOT_REACHED", "BUSY", null);
    desk.promise(attempt, account, LocalDate.of(2026, 3, 10), "OPEN");
    assertThat(ask(due(LocalDate.of(2026, 3, 10)), REMINDERS)).isInstanceOf(Decision.Allowed.class);
    assertThat(ask(due(LocalDate.of(2026, 3, 9)), REMINDERS).rule()).isEqualTo("promise");
    store.update(Tables.PROMISE).set(Tables.PROMISE.STATE, "KEPT").execute();
    assertThat(ask(due(LocalDate.of(2026, 3, 10)), REMINDERS).rule()).isEqualTo("promise");
  }

  private Contact due(LocalDate day) {
    Contact contact = desk.planned(account, Channel.SMS);
    return new Contact(
        contact.id(), contact.campaign(), contact.debtor(), contact.arm(),
        new Contact.Step(
            Contact.Step.HAPPENED, day, Channel.SMS, "promise-today",
            ContactOrigin.of(ContactOrigin.Kind.PROMISE_DUE, org.obzvon.register.IdGenerator.next())),
        contact.window(), 0);
  }
}
