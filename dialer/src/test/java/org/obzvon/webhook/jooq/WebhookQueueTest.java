package org.obzvon.webhook.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.obzvon.fixture.TestData.NOON;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.call.LineChange;
import org.obzvon.call.jooq.JooqLineChanges;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.jooq.JooqWithdrawals;
import org.obzvon.fixture.TestClock;
import org.obzvon.fixture.TestStore;
import org.obzvon.policy.StopKind;
import org.obzvon.policy.Suppression;
import org.obzvon.policy.Suppressions.Stop;
import org.obzvon.policy.jooq.JooqSuppressions;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Phone;
import org.obzvon.webhook.Courier.Answer;
import org.obzvon.webhook.Deliveries.Due;
import org.obzvon.webhook.Deliveries.Lease;
import org.obzvon.webhook.Deliveries.State;
import org.obzvon.webhook.DeliveryDecision;
import org.obzvon.webhook.DeliveryLog.Entry;
import org.obzvon.webhook.DeliveryLog.Filter;
import org.obzvon.webhook.Fact;
import org.obzvon.webhook.Targets;
import org.obzvon.webhook.ToldFacts;
import org.obzvon.webhook.Webhook;
import org.obzvon.webhook.WebhookEvent;
import org.obzvon.webhook.Webhooks;

/// Tests which deliveries are queued together with a fact and which worker may lease them, on PostgreSQL.
@Tag("slow")
class WebhookQueueTest {
  private static final Answer OK = new Answer.Answered(200, "ok");
  private static final Answer BROKEN = new Answer.Answered(500, "broken");
  private static final int DEAD_BEFORE_DISABLED = 3;

  private final DSLContext db = TestStore.fresh();
  private final TestClock clock = new TestClock(NOON);
  private final ToldFacts facts = new ToldFacts(db);
  private final Targets targets = new Targets(Set.of(), Set.of());
  private final JooqWebhooks webhooks = new JooqWebhooks(db, targets, clock);
  private final JooqDeliveries deliveries = new JooqDeliveries(db, DEAD_BEFORE_DISABLED);

  private Webhook webhook(WebhookEvent... events) {
    return webhooks.add(new Webhooks.Wanted(URI.create("https://billing.example.md/hook"), Set.of(events), "test"));
  }

  private List<Due> lease(String node) {
    return lease(node, Set.of());
  }

  private List<Due> lease(String node, Collection<UUID> busy) {
    Instant now = clock.instant();
    return deliveries.lease(new Lease(node, now, now.plusSeconds(120), Set.copyOf(busy), 8));
  }

  private List<Entry> log() {
    return new JooqDeliveryLog(db, clock).page(new Filter(Optional.empty(), Optional.empty(), Optional.empty(), 1_000));
  }

  private Optional<Fact> read(Entry entry) {
    return new JooqFactReader(db).read(entry.event(), entry.subject());
  }

  @Test
  void a_closed_attempt_and_its_promise_are_noted_with_them() {
    webhook(WebhookEvent.OUTCOME, WebhookEvent.PROMISE);
    UUID attempt = facts.close("100", ToldFacts.PROMISED);
    assertThat(log()).extracting(Entry::event).containsExactlyInAnyOrder(WebhookEvent.OUTCOME, WebhookEvent.PROMISE);
    Fact.Place place = new Fact.Place("100", "december", "ROBOT", false);
    assertThat(log().stream().map(this::read).map(Optional::orElseThrow))
        .anySatisfy(
            fact -> {
              assertThat(fact).isInstanceOf(Fact.Outcome.class);
              Fact.Outcome outcome = (Fact.Outcome) fact;
              assertThat(outcome.attempt()).isEqualTo(attempt);
              assertThat(outcome.place()).isEqualTo(place);
              assertThat(outcome.detail()).contains("PROMISED");
              assertThat(outcome.reason()).contains("FORGOT");
            })
        .anySatisfy(
            fact -> {
              assertThat(fact).isInstanceOf(Fact.Promised.class);
              assertThat(((Fact.Promised) fact).day()).isEqualTo(ToldFacts.DAY);
              assertThat(((Fact.Promised) fact).amount().toString()).isEqualTo("300.00 RUB");
            });
  }

  @Test
  void a_fact_that_is_rolled_back_is_not_told() {
    webhook(WebhookEvent.OUTCOME, WebhookEvent.PROMISE);
    Attempt attempt = facts.attempt("100");
    assertThatThrownBy(
        () -> db.transaction(
            () -> {
              ToldFacts.close(db, attempt, ToldFacts.PROMISED);
              throw new IllegalStateException("the store went away");
            }))
        .hasMessageContaining("went away");
    assertThat(log()).isEmpty();
  }

  @Test
  void an_opt_out_is_noted_whether_a_household_or_a_number_is_stopped_and_other_stops_are_not() {
    webhook(WebhookEvent.OPT_OUT);
    UUID account = facts.data().debtor("100", ToldFacts.DAY);
    var suppressions = new JooqSuppressions(db, new JooqWithdrawals(db, clock), new JooqEventOutbox(db), clock);
    stop(suppressions, new Suppression.Target.Household(account), StopKind.OPT_OUT);
    stop(suppressions, new Suppression.Target.Number(new Phone("+79001112233")), StopKind.REFUSAL);
    stop(suppressions, new Suppression.Target.Household(account), StopKind.BANKRUPT);
    assertThat(log().stream().map(this::read).map(Optional::orElseThrow).map(Fact.OptedOut.class::cast))
        .extracting(Fact.OptedOut::account, Fact.OptedOut::phone, Fact.OptedOut::kind)
        .containsExactly(
            tuple(Optional.empty(), Optional.of("+79001112233"), "REFUSAL"),
            tuple(Optional.of("100"), Optional.empty(), "OPT_OUT"));
  }

  private static void stop(JooqSuppressions suppressions, Suppression.Target target, StopKind kind) {
    suppressions.add(new Stop(target, kind, "", Optional.empty(), new Suppression.Origin.OfPerson("test")));
  }

  @Test
  void only_those_who_asked_for_the_event_and_still_listen_are_told() {
    webhook(WebhookEvent.PROMISE);
    Webhook removed = webhook(WebhookEvent.OUTCOME);
    Webhook listening = webhook(WebhookEvent.OUTCOME);
    webhooks.remove(removed.id());
    facts.close("100", ToldFacts.BUSY);
    assertThat(log()).extracting(Entry::webhook).containsExactly(listening.id());
  }

  @Test
  void processes_that_lease_at_once_share_the_deliveries_without_overlap() throws Exception {
    for (int i = 0; i < 8; i++) {
      webhook(WebhookEvent.OUTCOME);
    }
    for (int i = 0; i < 4; i++) {
      facts.close("n" + i, ToldFacts.BUSY);
    }
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Due>>> leases = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        String node = "node" + i;
        leases.add(pool.submit(() -> lease(node)));
      }
      List<UUID> taken = new ArrayList<>();
      for (Future<List<Due>> lease : leases) {
        lease.get().forEach(due -> taken.add(due.id()));
      }
      assertThat(taken).doesNotHaveDuplicates();
      lease("last").forEach(due -> taken.add(due.id()));
      assertThat(taken).hasSize(32).doesNotHaveDuplicates();
    }
  }

  @Test
  void one_webhook_gets_a_few_at_a_time_and_nothing_while_it_is_busy() {
    Webhook webhook = webhook(WebhookEvent.OUTCOME);
    for (int i = 0; i < 10; i++) {
      facts.close("n" + i, ToldFacts.BUSY);
    }
    assertThat(lease("a")).hasSize(8);
    assertThat(lease("a", Set.of(webhook.id()))).isEmpty();
    assertThat(lease("a")).hasSize(2);
  }

  @Test
  void what_a_dead_process_had_taken_is_due_again_and_the_dead_one_settles_nothing() {
    webhook(WebhookEvent.OUTCOME);
    facts.close("100", ToldFacts.BUSY);
    Due lost = lease("a").getFirst();
    assertThat(lease("b")).isEmpty();
    clock.tick(Duration.ofSeconds(121));
    Due taken = lease("b").getFirst();
    assertThat(taken.id()).isEqualTo(lost.id());
    assertThat(taken.tries()).isEqualTo(2);
    assertThat(deliveries.settle(lost, new DeliveryDecision.GivenUp(BROKEN), clock.instant())).isFalse();
    assertThat(deliveries.settle(taken, new DeliveryDecision.Arrived(OK), clock.instant())).isTrue();
    assertThat(log()).extracting(Entry::state).containsExactly(State.DELIVERED);
  }

  @Test
  void a_complaint_that_became_a_ticket_is_told_in_the_operators_words() {
    webhook(WebhookEvent.TICKET_OPENED);
    Attempt attempt = facts.attempt("100");
    UUID ticket = facts.ticket(attempt, "the picture <b>freezes</b>");
    assertThat(log().stream().map(this::read).map(Optional::orElseThrow).map(Fact.TicketOpened.class::cast))
        .extracting(
            Fact.TicketOpened::ticket, Fact.TicketOpened::attempt, Fact.TicketOpened::account, Fact.TicketOpened::words)
        .containsExactly(tuple(ticket, Optional.of(attempt.id()), "100", "the picture <b>freezes</b>"));
  }

  @Test
  void a_line_that_rests_is_noted_with_its_change() {
    webhook(WebhookEvent.LINE_CHANGED);
    LineChange change = new LineChange(IdGenerator.next(), "east", false, LineChange.Why.FAULTS, "NETWORK, SIP 408",
        clock.instant());
    new JooqLineChanges(db, "first", new JooqEventOutbox(db)).add(change);
    assertThat(log().stream().map(this::read).map(Optional::orElseThrow))
        .containsExactly(
            new Fact.LineChanged(change.id(), "first", "east", false, "FAULTS", "NETWORK, SIP 408", clock.instant()));
  }
}
