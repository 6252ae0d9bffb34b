package org.obzvon.webhook.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.obzvon.fixture.TestData.NOON;
import static org.obzvon.jooq.Tables.PROMISE;
import static org.obzvon.jooq.Tables.SUPPRESSION;
import static org.obzvon.jooq.Tables.WEBHOOK_DELIVERY;

import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.call.LineChange;
import org.obzvon.call.jooq.JooqLineChanges;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.EventOutbox;
import org.obzvon.contact.EventOutbox.Event;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.contact.OutcomeSink.Trace;
import org.obzvon.contact.Promise;
import org.obzvon.contact.jooq.JooqLedger;
import org.obzvon.contact.jooq.JooqLatePromiseBook;
import org.obzvon.contact.jooq.JooqWithdrawals;
import org.obzvon.fixture.SentStatements;
import org.obzvon.fixture.TestClock;
import org.obzvon.fixture.TestStore;
import org.obzvon.policy.StopKind;
import org.obzvon.policy.Suppression;
import org.obzvon.policy.Suppressions.Stop;
import org.obzvon.policy.jooq.JooqSuppressions;
import org.obzvon.reason.Ticket;
import org.obzvon.reason.TicketState;
import org.obzvon.reason.jooq.JooqTickets;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Money;
import org.obzvon.webhook.Targets;
import org.obzvon.webhook.ToldFacts;
import org.obzvon.webhook.WebhookEvent;

/// Every fact of which other programs may be told leaves exactly one event, in the transaction that stores the fact.
@Tag("slow")
class JooqEventOutboxTest {
  private static final Promise PROMISE_OF_TEN = new Promise(ToldFacts.DAY, Money.of("10", "RUB"));

  private final DSLContext db = TestStore.fresh();
  private final TestClock clock = new TestClock(NOON);
  private final ToldFacts facts = new ToldFacts(db);
  private final EventOutbox events = new JooqEventOutbox(db);
  private final JooqLedger ledger = new JooqLedger(db, events);
  private final JooqLatePromiseBook promises = new JooqLatePromiseBook(db, events);
  private final JooqTickets tickets = new JooqTickets(db, events);
  private final JooqLineChanges lineChanges = new JooqLineChanges(db, "first", events);
  private final JooqSuppressions suppressions = new JooqSuppressions(db, new JooqWithdrawals(db, clock), events, clock);

  private void subscribe() {
    new JooqWebhooks(db, new Targets(Set.of(), Set.of()), clock)
        .add(new JooqWebhooks.Wanted(
            URI.create("https://billing.example.md/hook"), EnumSet.complementOf(EnumSet.of(WebhookEvent.TEST)),
            "test"));
  }

  private List<String> queued() {
    return db.select(WEBHOOK_DELIVERY.EVENT).from(WEBHOOK_DELIVERY).orderBy(WEBHOOK_DELIVERY.NUMBER)
        .fetch(WEBHOOK_DELIVERY.EVENT);
  }

  private List<UUID> subjects() {
    return db.select(WEBHOOK_DELIVERY.SUBJECT).from(WEBHOOK_DELIVERY).orderBy(WEBHOOK_DELIVERY.NUMBER)
        .fetch(WEBHOOK_DELIVERY.SUBJECT);
  }

  private static Report ended(Attempt attempt, ContactOutcome outcome) {
    return new Report(attempt.id(), outcome, Optional.empty(), NOON.plusSeconds(20), Trace.NONE);
  }

  private void close(List<Report> reports) {
    ledger.close(reports, _ -> Optional.empty(), NOON.plusSeconds(30));
  }

  private static LineChange change() {
    return new LineChange(IdGenerator.next(), "east", false, LineChange.Why.FAULTS, "NETWORK", NOON);
  }

  private static Stop optOut(UUID account) {
    return new Stop(
        new Suppression.Target.Household(account), StopKind.OPT_OUT, "", Optional.empty(),
        new Suppression.Origin.OfPerson("test"));
  }

  @Test
  void a_batch_of_closed_attempts_queues_each_outcome_and_each_promise_once() {
    subscribe();
    List<Attempt> attempts = List.of(facts.attempt("100"), facts.attempt("101"), facts.attempt("102"));
    List<Report> reports = List.of(
        ended(attempts.get(0), ToldFacts.PROMISED), ended(attempts.get(1), ToldFacts.BUSY),
        ended(attempts.get(2), ToldFacts.PROMISED));
    close(reports);
    close(reports);
    assertThat(queued()).containsExactly("outcome", "outcome", "outcome", "promise", "promise");
    assertThat(subjects().subList(0, 3)).containsExactlyInAnyOrderElementsOf(
        attempts.stream().map(Attempt::id).toList());
    assertThat(subjects().subList(3, 5)).containsExactlyInAnyOrderElementsOf(
        db.select(PROMISE.ID).from(PROMISE).fetch(PROMISE.ID));
  }

  @Test
  void a_batch_sends_no_more_statements_to_the_outbox_when_more_attempts_are_closed() {
    subscribe();
    long ofOne = toTheOutbox(List.of(facts.attempt("99")));
    long ofFour = toTheOutbox(List.of("100", "101", "102", "103").stream().map(facts::attempt).toList());
    assertThat(ofFour).isPositive().isEqualTo(ofOne);
    assertThat(queued()).hasSize(5);
  }

  private long toTheOutbox(List<Attempt> attempts) {
    SentStatements sent = new SentStatements(db);
    new JooqLedger(sent.db(), new JooqEventOutbox(sent.db()))
        .close(
            attempts.stream().map(one -> ended(one, ToldFacts.BUSY)).toList(), _ -> Optional.empty(),
            NOON.plusSeconds(30));
    return sent.sent().stream().filter(text -> text.contains("webhook_delivery")).count();
  }

  @Test
  void a_promise_that_the_operator_has_recorded_already_is_queued_once() {
    subscribe();
    Attempt attempt = facts.attempt("100");
    assertThat(promises.add(attempt.id(), PROMISE_OF_TEN, NOON)).isTrue();
    assertThat(promises.add(attempt.id(), PROMISE_OF_TEN, NOON)).isFalse();
    close(List.of(ended(attempt, ToldFacts.PROMISED)));
    assertThat(queued()).containsExactly("promise", "outcome");
  }

  @Test
  void a_promise_that_a_late_report_brings_is_queued_and_the_corrected_outcome_is_not_queued_again() {
    subscribe();
    Attempt attempt = facts.attempt("100");
    close(List.of(ended(attempt, new ContactOutcome.Lost())));
    close(List.of(ended(attempt, ToldFacts.PROMISED)));
    assertThat(queued()).containsExactly("outcome", "promise");
  }

  @Test
  void a_ticket_is_queued_when_it_opens_and_when_it_closes_but_not_when_it_is_answered() {
    subscribe();
    UUID ticket = facts.ticket(facts.attempt("100"), "no picture");
    Ticket.Step step = new Ticket.Step(NOON, "test", "note");
    assertThat(tickets.move(ticket, TicketState.OPEN, TicketState.ANSWERED, step)).isTrue();
    assertThat(queued()).containsExactly("ticket.opened");
    assertThat(tickets.move(ticket, TicketState.ANSWERED, TicketState.CLOSED, step)).isTrue();
    assertThat(tickets.move(ticket, TicketState.ANSWERED, TicketState.CLOSED, step)).isFalse();
    assertThat(queued()).containsExactly("ticket.opened", "ticket.closed");
    assertThat(subjects()).containsOnly(ticket);
  }

  @Test
  void a_stop_that_exists_and_a_change_of_a_line_that_is_stored_twice_are_queued_once() {
    subscribe();
    UUID account = facts.data().debtor("100", ToldFacts.DAY);
    suppressions.add(optOut(account));
    suppressions.add(optOut(account));
    LineChange change = change();
    lineChanges.add(change);
    lineChanges.add(change);
    assertThat(queued()).containsExactly("opt-out", "line.changed");
    assertThat(subjects())
        .containsExactly(db.select(SUPPRESSION.ID).from(SUPPRESSION).fetchSingle(SUPPRESSION.ID), change.id());
  }

  @Test
  void what_is_rolled_back_queues_nothing() {
    subscribe();
    Attempt attempt = facts.attempt("100");
    UUID ticket = facts.ticket(facts.attempt("101"), "no picture");
    List<String> before = queued();
    for (Runnable fact : List.<Runnable>of(
        () -> close(List.of(ended(attempt, ToldFacts.PROMISED))),
        () -> promises.add(attempt.id(), PROMISE_OF_TEN, NOON),
        () -> facts.ticket(attempt, "no sound"),
        () -> tickets.move(ticket, TicketState.OPEN, TicketState.CLOSED, new Ticket.Step(NOON, "test", "note")),
        () -> suppressions.add(optOut(attempt.contact().debtor().account())),
        () -> lineChanges.add(change()))) {
      assertThatThrownBy(
          () -> db.transaction(
              () -> {
                fact.run();
                assertThat(queued()).as("queued within the transaction").hasSizeGreaterThan(before.size());
                throw new IllegalStateException("the store went away");
              }))
          .hasMessageContaining("went away");
      assertThat(queued()).isEqualTo(before);
    }
  }

  /// A fact whose event cannot be queued is not stored either: the ledger retries both together.
  @Test
  void a_fact_whose_event_fails_is_not_stored() {
    EventOutbox broken = (_, _) -> {
      throw new IllegalStateException("no room");
    };
    Attempt attempt = facts.attempt("100");
    assertThatThrownBy(
        () -> new JooqLedger(db, broken).close(
            List.of(ended(attempt, ToldFacts.BUSY)), _ -> Optional.empty(), NOON.plusSeconds(30)))
        .hasMessage("no room");
    assertThatThrownBy(() -> new JooqLatePromiseBook(db, broken).add(attempt.id(), PROMISE_OF_TEN, NOON))
        .hasMessage("no room");
    assertThatThrownBy(() -> new JooqLineChanges(db, "first", broken).add(change())).hasMessage("no room");
    assertThat(db.fetchCount(PROMISE)).isZero();
    assertThat(lineChanges.last(List.of("east"))).isEmpty();
    subscribe();
    close(List.of(ended(attempt, ToldFacts.BUSY)));
    assertThat(queued()).containsExactly("outcome");
  }

  @Test
  void without_a_webhook_nothing_is_stored() {
    facts.close("100", ToldFacts.PROMISED);
    lineChanges.add(change());
    events.add(Event.OPT_OUT, List.of());
    assertThat(queued()).isEmpty();
  }
}
