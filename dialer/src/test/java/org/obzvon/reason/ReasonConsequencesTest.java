package org.obzvon.reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.obzvon.reason.ReasonDesk.first;
import static org.obzvon.reason.ReasonDesk.second;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactOrigin;
import org.obzvon.contact.ReasonSink.Heard;
import org.obzvon.contact.ReasonSink.Listener;
import org.obzvon.contact.ReasonSink.Source;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.policy.Decision;
import org.obzvon.policy.Suppression;
import org.obzvon.policy.Suppressions;
import org.obzvon.policy.jooq.PolicySurroundings;
import org.obzvon.register.Account;
import org.obzvon.register.IdGenerator;

/// Tests the consequences of a reason, no matter which listener heard it.
@Tag("slow")
class ReasonConsequencesTest {
  private static final ReasonDesk desk = new ReasonDesk();

  @BeforeEach
  void noon() {
    desk.clock.set(PolicySurroundings.NOON);
  }

  /// @param ticket the hold of its ticket, or a dash
  /// @param rule the rule that forbids the next contact; `none` if the contact may be made
  /// @param numbers how many numbers may be used then
  @ParameterizedTest
  @CsvSource({
    "QUALITY_OF_SERVICE, ROBOT,    UNTIL_CLOSED,   open-ticket,  0",
    "QUALITY_OF_SERVICE, OPERATOR, UNTIL_CLOSED,   open-ticket,  0",
    "QUALITY_OF_SERVICE, TEXT,     UNTIL_CLOSED,   open-ticket,  0",
    "DISPUTE,            ROBOT,    UNTIL_ANSWERED, open-ticket,  0",
    "DISPUTE,            OPERATOR, UNTIL_ANSWERED, open-ticket,  0",
    "DISPUTE,            TEXT,     UNTIL_ANSWERED, open-ticket,  0",
    "REFUSES,            ROBOT,    UNTIL_ANSWERED, open-ticket,  0",
    "REFUSES,            OPERATOR, UNTIL_ANSWERED, open-ticket,  0",
    "REFUSES,            TEXT,     UNTIL_ANSWERED, open-ticket,  0",
    "ALREADY_PAID,       ROBOT,    -,              reason-pause, 0",
    "ALREADY_PAID,       OPERATOR, -,              reason-pause, 0",
    "ALREADY_PAID,       TEXT,     -,              reason-pause, 0",
    "MOVED,              ROBOT,    NOTHING,        none,         1",
    "MOVED,              OPERATOR, NOTHING,        none,         1",
    "MOVED,              TEXT,     NOTHING,        none,         1",
    "NOT_THE_SUBSCRIBER, ROBOT,    -,              none,         1",
    "NOT_THE_SUBSCRIBER, OPERATOR, -,              none,         1",
    "NOT_THE_SUBSCRIBER, TEXT,     -,              none,         1",
    "NO_MONEY,           ROBOT,    -,              none,         2",
    "NO_MONEY,           OPERATOR, -,              none,         2",
    "NO_MONEY,           TEXT,     -,              none,         2",
    "FORGOT,             ROBOT,    -,              none,         2",
    "FORGOT,             OPERATOR, -,              none,         2",
    "FORGOT,             TEXT,     -,              none,         2",
    "OTHER,              ROBOT,    -,              none,         2",
    "OTHER,              OPERATOR, -,              none,         2",
    "OTHER,              TEXT,     -,              none,         2"
  })
  void every_reason_has_its_consequence_whoever_heard_it(
      NonPaymentReason reason, Listener listener, String ticket, String rule, int numbers) {
    Account account = desk.debtor();
    desk.says(account, reason, listener, "words");

    assertThat(desk.ticketsOf(account).stream().map(one -> one.hold().name()).findFirst().orElse("-"))
        .isEqualTo(ticket);
    for (Channel channel : Channel.values()) {
      Decision decision = desk.asked(account, channel);
      assertThat(decision.rule()).as(decision.why()).isEqualTo(rule);
      if (decision instanceof Decision.Allowed(var phones)) {
        assertThat(phones).isEqualTo(numbers == 2 ? List.of(first(account), second(account))
            : List.of(second(account)));
      }
    }
    assertThat(desk.book.ofHousehold(account.household(), 10)).singleElement()
        .satisfies(
            kept -> {
              assertThat(kept.reason()).isEqualTo(reason);
              assertThat(kept.listener()).isEqualTo(listener);
              assertThat(kept.number()).contains(first(account));
            });
    assertThat(desk.stops.concerning(account, Suppressions.Scope.ALL))
        .extracting(stop -> stop.kind() + " " + stop.target())
        .isEqualTo(
            reason == NonPaymentReason.NOT_THE_SUBSCRIBER
                ? List.of("WRONG_NUMBER " + new Suppression.Target.Number(first(account)))
                : List.of());
  }

  @ParameterizedTest
  @EnumSource(Listener.class)
  void a_complaint_holds_every_account_of_the_household_back_and_no_other_household(Listener listener) {
    Account account = desk.debtor();
    Account sibling = desk.rows.account("S-" + listener, account.household(), "+37369100003");
    Account stranger = desk.debtor();
    desk.says(account, NonPaymentReason.QUALITY_OF_SERVICE, listener, "");
    assertThat(desk.asked(sibling, Channel.ROBOT).rule()).isEqualTo("open-ticket");
    assertThat(desk.asked(stranger, Channel.ROBOT).rule()).isEqualTo("none");
  }

  @Test
  void a_complaint_about_quality_is_held_until_its_ticket_is_closed_and_not_only_until_it_is_answered() {
    Account account = desk.debtor();
    desk.says(account, NonPaymentReason.QUALITY_OF_SERVICE, Listener.ROBOT, "");
    desk.clock.tick(Duration.ofDays(120));
    Contact later = later(account, ContactOrigin.LADDER, 0);
    assertThat(desk.asked(later).rule()).isEqualTo("open-ticket");
    desk.answer(desk.ticketsOf(account).getFirst());
    assertThat(desk.asked(later).rule()).isEqualTo("open-ticket");
    desk.close(desk.ticketsOf(account).getFirst());
    assertThat(desk.asked(later).rule()).isEqualTo("none");
  }

  @Test
  void a_dispute_is_held_until_its_ticket_is_answered_and_a_dispute_after_that_opens_another() {
    Account account = desk.debtor();
    desk.says(account, NonPaymentReason.DISPUTE, Listener.OPERATOR, "I owe nothing");
    desk.answer(desk.ticketsOf(account).getFirst());
    assertThat(desk.asked(account, Channel.ROBOT).rule()).isEqualTo("none");
    desk.says(account, NonPaymentReason.DISPUTE, Listener.TEXT, "still nothing");
    assertThat(desk.asked(account, Channel.ROBOT).rule()).isEqualTo("open-ticket");
    assertThat(desk.ticketsOf(account)).extracting(Ticket::state)
        .containsExactlyInAnyOrder(TicketState.ANSWERED, TicketState.OPEN);
  }

  /// The debtor says it on Tuesday, 10 March 2026; 5 working days are those until Tuesday, 17 March.
  @Test
  void who_has_paid_is_not_asked_for_the_days_a_payment_needs_and_is_asked_again_then() {
    Account account = desk.debtor();
    desk.says(account, NonPaymentReason.ALREADY_PAID, Listener.TEXT, "уже оплатил");
    Decision decision = desk.asked(account, Channel.ROBOT);
    Instant morning = LocalDate.of(2026, 3, 18).atStartOfDay(account.subscriber().place().zone().orElseThrow())
        .toInstant();
    assertThat(decision).isInstanceOfSatisfying(Decision.Deferred.class,
        later -> assertThat(later.until()).isEqualTo(morning));
    desk.clock.set(morning);
    assertThat(desk.asked(account, Channel.ROBOT).rule()).isEqualTo("none");
  }

  @Test
  void who_has_moved_and_has_no_other_number_waits_for_the_pause_of_his_number() {
    Account account = desk.rows.account("lonely", "+37369100009");
    desk.says(account, NonPaymentReason.MOVED, Listener.ROBOT, "");
    assertThat(desk.asked(account, Channel.ROBOT))
        .isInstanceOfSatisfying(
            Decision.Deferred.class,
            later -> {
              assertThat(later.rule()).isEqualTo("reason-pause");
              assertThat(Duration.between(PolicySurroundings.NOON, later.until()).toDays()).isEqualTo(30);
            });
  }

  @ParameterizedTest
  @EnumSource(value = ContactOrigin.Kind.class, names = {"NOTICE", "PAYMENT", "APPOINTMENT"})
  void notices_thanks_and_appointments_go_out_all_the_same(ContactOrigin.Kind kind) {
    Account account = desk.debtor();
    desk.says(account, NonPaymentReason.QUALITY_OF_SERVICE, Listener.ROBOT, "");
    desk.says(account, NonPaymentReason.ALREADY_PAID, Listener.ROBOT, "");
    ContactOrigin origin = kind == ContactOrigin.Kind.NOTICE ? ContactOrigin.NOTICE
        : ContactOrigin.of(kind, IdGenerator.next());
    assertThat(desk.asked(later(account, origin, 0)).rule()).isEqualTo("none");
  }

  @Test
  void a_call_back_that_was_promised_is_made_all_the_same_and_a_reminder_of_a_broken_promise_is_not() {
    Account account = desk.debtor();
    desk.says(account, NonPaymentReason.DISPUTE, Listener.ROBOT, "");
    assertThat(desk.asked(later(account, ContactOrigin.LADDER, Contact.Step.HAPPENED)).rule()).isEqualTo("none");
    assertThat(desk.asked(later(account, ContactOrigin.of(ContactOrigin.Kind.PROMISE_BROKEN, IdGenerator.next()),
        Contact.Step.HAPPENED)).rule())
        .isEqualTo("open-ticket");
  }

  @Test
  void what_is_placed_at_this_moment_is_called_off_by_the_last_question() {
    Account account = desk.debtor();
    Contact contact = desk.rows.contact(account, Channel.OPERATOR);
    UUID attempt = desk.rows.attempt(contact, first(account).e164(), desk.now(), null, null, null);
    desk.says(account, NonPaymentReason.QUALITY_OF_SERVICE, Listener.TEXT, "интернет не работает");
    var question = new org.obzvon.policy.PolicyQuestion(contact, "test", Set.of());
    assertThat(desk.policy().again(question, attempt).rule()).isEqualTo("open-ticket");
  }

  @ParameterizedTest
  @EnumSource(Listener.class)
  void what_is_told_twice_opens_one_ticket_and_counts_once_also_after_it_was_closed(Listener listener) {
    Account account = desk.debtor();
    UUID source = desk.says(account, NonPaymentReason.QUALITY_OF_SERVICE, listener, "no picture");
    desk.again(source, account, NonPaymentReason.QUALITY_OF_SERVICE, listener, "no picture");
    assertThat(desk.ticketsOf(account)).singleElement().extracting(one -> one.opening().complaints()).isEqualTo(1);
    desk.close(desk.ticketsOf(account).getFirst());
    desk.again(source, account, NonPaymentReason.QUALITY_OF_SERVICE, listener, "no picture");
    assertThat(desk.ticketsOf(account)).hasSize(1);
    assertThat(desk.asked(account, Channel.ROBOT).rule()).isEqualTo("none");
  }

  @Test
  void a_stop_that_was_lifted_is_not_put_in_again_by_the_same_message() {
    Account account = desk.debtor();
    UUID message = desk.says(account, NonPaymentReason.NOT_THE_SUBSCRIBER, Listener.TEXT, "ошиблись номером");
    assertThat(desk.stops.lift(desk.stops.concerning(account, Suppressions.Scope.IN_FORCE).getFirst().id())).isTrue();
    desk.again(message, account, NonPaymentReason.NOT_THE_SUBSCRIBER, Listener.TEXT, "ошиблись номером");
    assertThat(desk.asked(account, Channel.ROBOT))
        .isEqualTo(new Decision.Allowed(List.of(first(account), second(account))));
  }

  @Test
  void a_second_complaint_joins_the_open_ticket_and_what_robot_and_operator_hear_in_one_call_counts_once() {
    Account account = desk.debtor();
    UUID call = desk.says(account, NonPaymentReason.QUALITY_OF_SERVICE, Listener.ROBOT, "");
    desk.reasons.heard(
        new Heard(Source.operator(call, Optional.empty()), account.id(), NonPaymentReason.QUALITY_OF_SERVICE,
            "no picture",
            desk.now()));
    assertThat(desk.ticketsOf(account)).singleElement().extracting(one -> one.opening().complaints()).isEqualTo(1);
    desk.clock.tick(Duration.ofDays(1));
    desk.says(account, NonPaymentReason.QUALITY_OF_SERVICE, Listener.TEXT, "still no picture");
    assertThat(desk.ticketsOf(account)).singleElement()
        .satisfies(
            ticket -> {
              assertThat(ticket.opening().complaints()).isEqualTo(2);
              assertThat(ticket.opening().lastHeardAt()).isEqualTo(desk.now());
            });
    assertThat(desk.book.ofHousehold(account.household(), 10)).hasSize(3).allMatch(kept -> kept.ticket().isPresent());
  }

  @Test
  void what_an_operator_wrote_down_of_the_robots_call_is_not_heard_again_from_its_outcome() {
    Account account = desk.debtor();
    UUID call = desk.attempt(account, Channel.ROBOT);
    desk.reasons.heard(
        new Heard(Source.operator(call, Optional.empty()), account.id(), NonPaymentReason.ALREADY_PAID,
            "paid on Monday",
            desk.now()));
    desk.ended(call, NonPaymentReason.ALREADY_PAID);
    assertThat(desk.book.ofHousehold(account.household(), 10)).singleElement()
        .extracting(kept -> kept.listener() + " " + kept.words()).isEqualTo("OPERATOR paid on Monday");
  }

  @Test
  void complaints_of_one_debtor_at_the_same_moment_open_one_ticket() throws Exception {
    Account account = desk.debtor();
    List<UUID> calls = IntStream.range(0, 8).mapToObj(_ -> desk.attempt(account, Channel.ROBOT)).toList();
    List<Callable<Void>> told = new ArrayList<>();
    for (UUID call : calls) {
      for (int twice = 0; twice < 2; twice++) {
        told.add(
            () -> {
              desk.ended(call, NonPaymentReason.QUALITY_OF_SERVICE);
              return null;
            });
      }
    }
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (Future<Void> done : threads.invokeAll(told)) {
        done.get();
      }
    }
    assertThat(desk.ticketsOf(account)).singleElement().extracting(one -> one.opening().complaints()).isEqualTo(8);
  }

  @Test
  void a_ticket_moves_once_and_never_back() {
    Account account = desk.debtor();
    desk.says(account, NonPaymentReason.DISPUTE, Listener.ROBOT, "");
    Ticket ticket = desk.ticketsOf(account).getFirst();
    assertThat(desk.tickets.move(ticket.id(), TicketState.OPEN, TicketState.CLOSED, desk.step("done"))).isTrue();
    assertThat(desk.tickets.move(ticket.id(), TicketState.OPEN, TicketState.ANSWERED, desk.step("late"))).isFalse();
    assertThatThrownBy(() -> desk.tickets.move(ticket.id(), TicketState.CLOSED, TicketState.OPEN, desk.step("")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(desk.tickets.find(ticket.id()).orElseThrow().closed().orElseThrow().note()).isEqualTo("done");
    assertThat(desk.tickets.find(ticket.id()).orElseThrow().answered()).isEmpty();
  }

  /// A pause whose number is unknown holds back the household, because otherwise it would hold back nobody.
  @Test
  void a_reason_from_an_unknown_source_is_kept_and_its_pause_is_the_households() {
    Account account = desk.debtor();
    desk.reasons.heard(
        new Heard(Source.text(IdGenerator.next()), account.id(), NonPaymentReason.MOVED, "переехали", desk.now()));
    assertThat(desk.asked(account, Channel.SMS).rule()).isEqualTo("reason-pause");
  }

  private Contact later(Account account, ContactOrigin origin, int number) {
    return new Contact(
        IdGenerator.next(), desk.rows.contact(account, Channel.SMS).campaign(),
        new Contact.Debtor(account.household(), account.id()), "ROBOT",
        new Contact.Step(number, LocalDate.of(2026, 3, 1), Channel.SMS, "reminder", origin),
        new Contact.Window(desk.now(), desk.now().plus(Duration.ofDays(30))), 0);
  }
}
