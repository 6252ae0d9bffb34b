package org.obzvon.queue.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.obzvon.TestData.NOON;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CAMPAIGN;
import static org.obzvon.jooq.Tables.CONTACT;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.obzvon.TestClock;
import org.obzvon.TestData;
import org.obzvon.TestStore;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactOutcome.Answer;
import org.obzvon.contact.ContactOutcome.Lost;
import org.obzvon.contact.ContactOutcome.NoAnswer;
import org.obzvon.contact.ContactOutcome.NotReached;
import org.obzvon.contact.ContactOutcome.Reached;
import org.obzvon.contact.ContactPlans.Plan;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.contact.OutcomeSink.Trace;
import org.obzvon.contact.Promise;
import org.obzvon.contact.jooq.JooqContactPlans;
import org.obzvon.contact.jooq.JooqLedger;
import org.obzvon.contact.jooq.JooqOpenAttempts;
import org.obzvon.contact.jooq.JooqWithdrawals;
import org.obzvon.queue.ContactQueue.Release;
import org.obzvon.queue.ContactQueue.Share;
import org.obzvon.register.Ids;
import org.obzvon.register.Money;
import org.obzvon.register.Phone;

/// The queue and the ledger together, on PostgreSQL.
class JooqContactQueueTest {
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Instant UNTIL = NOON.plus(LEASE);

  private final DSLContext db = TestStore.fresh();
  private final TestClock clock = new TestClock(NOON);
  private final TestData data = new TestData(db);
  private final JooqContactQueue queue = new JooqContactQueue(db);
  private final JooqLeases leases = new JooqLeases(db);
  private final JooqLedger ledger = new JooqLedger(db);
  private final JooqContactPlans plans = new JooqContactPlans(db);
  private UUID campaign;

  @BeforeEach
  void create_campaign() {
    campaign = data.campaign("c", "");
  }

  private Contact plan(String number) {
    return plan(data.household(number), number, 0);
  }

  private Contact plan(UUID household, String number, int step) {
    UUID account = data.debtor(number, household, LocalDate.of(2026, 11, 1), "+79001112233");
    Contact contact =
        new Contact(
            Ids.next(), campaign, new Contact.Debtor(household, account), "ROBOT",
            new Contact.Step(step, LocalDate.of(2026, 11, 1), Channel.ROBOT, "payment-active"),
            new Contact.Window(NOON, NOON.plus(Duration.ofDays(2))), 0);
    plans.add(List.of(new Plan.Wait(contact, NOON)), NOON);
    return contact;
  }

  private List<Contact> lease(String node, int most) {
    return queue.lease(_ -> List.of(new Share(campaign, Channel.ROBOT, most)), node, clock.instant(), UNTIL);
  }

  private Attempt attempt(Contact contact, int number) {
    return new Attempt(
        Ids.next(), contact, number, new Phone("+79001112233"),
        new Attempt.Route("pbx", "+74950000000", Duration.ofSeconds(30), false), clock.instant());
  }

  private Attempt started(String number) {
    plan(number);
    Contact contact = lease("a", 10).getFirst();
    Attempt attempt = attempt(contact, 1);
    assertThat(ledger.write(List.of(attempt), "a", UNTIL)).containsExactly(attempt.id());
    return attempt;
  }

  private Report report(Attempt attempt, ContactOutcome outcome) {
    return new Report(attempt.id(), outcome, Optional.empty(), clock.instant(), Trace.NONE);
  }

  private String state(Contact contact) {
    return db.select(CONTACT.STATE).from(CONTACT).where(CONTACT.ID.eq(contact.id())).fetchSingle(CONTACT.STATE);
  }

  @Test
  void of_one_household_one_contact_is_leased_at_a_time() {
    UUID household = data.household("h");
    plan(household, "1", 0);
    plan(household, "2", 1);
    assertThat(lease("a", 10)).hasSize(1);
    assertThat(lease("b", 10)).isEmpty();
  }

  @Test
  void nodes_that_lease_at_once_share_the_contacts_without_overlap() throws Exception {
    for (int i = 0; i < 60; i++) {
      plan("n" + i);
    }
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Contact>>> leases = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String node = "node" + i;
        leases.add(pool.submit(() -> lease(node, 10)));
      }
      List<UUID> all = new ArrayList<>();
      for (Future<List<Contact>> lease : leases) {
        lease.get().forEach(contact -> all.add(contact.id()));
      }
      assertThat(all).hasSize(60).doesNotHaveDuplicates();
    }
  }

  @Test
  void a_contact_whose_time_has_not_come_is_not_leased() {
    Contact contact = plan("1");
    queue.release(List.of(new Release.Back(lease("a", 1).getFirst(), NOON.plusSeconds(60))), "a", NOON);
    assertThat(lease("a", 1)).isEmpty();
    clock.tick(Duration.ofSeconds(60));
    assertThat(lease("a", 1)).extracting(Contact::id).containsExactly(contact.id());
  }

  @Test
  void a_lease_without_an_attempt_runs_out_and_the_contact_waits_again() {
    plan("1");
    lease("a", 1);
    assertThat(leases.sweepLeases(NOON)).isZero();
    assertThat(leases.sweepLeases(UNTIL.plusSeconds(1))).isEqualTo(1);
    assertThat(lease("b", 1)).hasSize(1);
  }

  @Test
  void a_heartbeat_does_not_hold_a_contact_whose_round_broke_off() {
    plan("1");
    lease("a", 1);
    leases.heartbeat("a", UNTIL.plus(LEASE));
    assertThat(leases.sweepLeases(UNTIL.plusSeconds(1))).isEqualTo(1);
  }

  @Test
  void a_campaign_paused_between_lease_and_ledger_places_nothing() {
    plan("1");
    Contact leased = lease("a", 1).getFirst();
    db.update(CAMPAIGN).set(CAMPAIGN.STATE, "PAUSED").execute();
    assertThat(ledger.write(List.of(attempt(leased, 1)), "a", UNTIL)).isEmpty();
  }

  @Test
  void an_attempt_on_a_line_that_is_gone_is_found_at_the_next_start() {
    Attempt attempt = started("1");
    assertThat(leases.strays("a", Set.of("pbx"))).isEmpty();
    assertThat(leases.strays("a", Set.of("other"))).containsExactly(attempt.id());
    assertThat(leases.strays("b", Set.of("other"))).isEmpty();
  }

  @Test
  void a_contact_withdrawn_between_lease_and_ledger_is_not_placed() {
    Contact contact = plan("1");
    Contact leased = lease("a", 1).getFirst();
    int withdrawn = new JooqWithdrawals(db, clock).ofAccounts(List.of(contact.debtor().account()), "paid");
    assertThat(withdrawn).isEqualTo(1);
    assertThat(ledger.write(List.of(attempt(leased, 1)), "a", UNTIL)).isEmpty();
    assertThat(db.fetchCount(ATTEMPT)).isZero();
    assertThat(state(contact)).isEqualTo("WITHDRAWN");
  }

  @Test
  void a_node_cannot_write_attempts_for_a_lease_that_another_node_holds() {
    plan("1");
    Contact leased = lease("a", 1).getFirst();
    leases.sweepLeases(UNTIL.plusSeconds(1));
    lease("b", 1);
    assertThat(ledger.write(List.of(attempt(leased, 1)), "a", UNTIL)).isEmpty();
  }

  @Test
  void open_attempts_are_counted_by_line_and_campaign() {
    started("1");
    queue.lease(
        open -> {
          assertThat(open.byLine()).containsEntry("pbx", 1);
          assertThat(open.robotCalls()).containsEntry(campaign, 1);
          return List.of();
        },
        "b", NOON, UNTIL);
  }

  @Test
  void the_first_report_of_an_attempt_stands() {
    Attempt attempt = started("1");
    assertThat(ledger.close(List.of(report(attempt, new NotReached(NoAnswer.BUSY))), _ -> Optional.empty(), NOON)).hasSize(1);
    assertThat(ledger.close(List.of(report(attempt, new Lost())), _ -> Optional.empty(), NOON)).isEmpty();
    var row = db.selectFrom(ATTEMPT).fetchSingle();
    assertThat(row.getOutcome()).isEqualTo("NOT_REACHED");
    assertThat(row.getDetail()).isEqualTo("BUSY");
  }

  @Test
  void a_closed_attempt_cannot_be_changed_even_by_hand() {
    Attempt attempt = started("1");
    ledger.close(List.of(report(attempt, new Lost())), _ -> Optional.empty(), NOON);
    assertThatThrownBy(
            () -> db.update(ATTEMPT).set(ATTEMPT.OUTCOME, "REACHED").execute())
        .hasMessageContaining("is closed and is never changed");
  }

  @Test
  void a_repeat_waits_until_its_time_and_sees_the_outcomes_before_it() {
    Attempt first = started("1");
    Instant later = NOON.plus(Duration.ofMinutes(15));
    ledger.close(List.of(report(first, new NotReached(NoAnswer.BUSY))), _ -> Optional.of(later), NOON);
    assertThat(lease("a", 1)).isEmpty();
    clock.set(later);
    Contact again = lease("a", 1).getFirst();
    assertThat(again.attempts()).isEqualTo(1);
    Attempt second = attempt(again, 2);
    ledger.write(List.of(second), "a", UNTIL);
    var closed = ledger.close(List.of(report(second, new NotReached(NoAnswer.NO_ANSWER))), _ -> Optional.empty(), later);
    assertThat(closed.getFirst().outcomes())
        .containsExactly(new NotReached(NoAnswer.BUSY), new NotReached(NoAnswer.NO_ANSWER));
    assertThat(state(again)).isEqualTo("DONE");
  }

  @Test
  void a_repeat_that_would_come_after_the_contact_expires_is_not_made() {
    Attempt attempt = started("1");
    Instant late = attempt.contact().window().expires();
    ledger.close(List.of(report(attempt, new NotReached(NoAnswer.BUSY))), _ -> Optional.of(late), NOON);
    assertThat(state(attempt.contact())).isEqualTo("DONE");
  }

  @Test
  void a_contact_withdrawn_while_it_rings_is_stored_but_not_repeated() {
    Attempt attempt = started("1");
    new JooqWithdrawals(db, clock).ofCampaign(campaign, "stopped");
    assertThat(ledger.close(List.of(report(attempt, new NotReached(NoAnswer.BUSY))), _ -> Optional.of(NOON), NOON)).hasSize(1);
    assertThat(state(attempt.contact())).isEqualTo("WITHDRAWN");
    assertThat(lease("a", 5)).isEmpty();
  }

  @Test
  void a_running_attempt_of_a_withdrawn_contact_is_still_watched_by_its_node() {
    Attempt attempt = started("1");
    new JooqWithdrawals(db, clock).ofCampaign(campaign, "stopped");
    Instant later = UNTIL.plusSeconds(30);
    leases.heartbeat("a", later);
    assertThat(leases.abandoned(UNTIL.plusSeconds(1), 10)).isEmpty();
    ledger.close(List.of(report(attempt, new NotReached(NoAnswer.BUSY))), _ -> Optional.empty(), NOON);
  }

  @Test
  void a_promise_is_kept_with_the_attempt_that_brought_it() {
    Attempt attempt = started("1");
    Promise promise = new Promise(LocalDate.of(2026, 11, 20), Money.of("500", "RUB"));
    ledger.close(
        List.of(report(attempt, new Reached(Answer.PROMISED, Optional.of(promise), Optional.empty()))),
        _ -> Optional.empty(), NOON);
    var row = db.selectFrom(org.obzvon.jooq.Tables.PROMISE).fetchSingle();
    assertThat(row.getPromisedOn()).isEqualTo(promise.day());
    assertThat(row.getAmount()).isEqualByComparingTo("500");
    assertThat(row.getState()).isEqualTo("OPEN");
  }

  @Test
  void an_attempt_is_abandoned_once_its_node_no_longer_prolongs_the_lease() {
    Attempt attempt = started("1");
    Instant later = UNTIL.plusSeconds(30);
    leases.heartbeat("a", later);
    assertThat(leases.abandoned(UNTIL.plusSeconds(1), 10)).isEmpty();
    assertThat(leases.abandoned(later.plusSeconds(1), 10)).containsExactly(attempt.id());
  }

  @Test
  void a_call_that_runs_on_after_its_contact_was_withdrawn_is_not_abandoned() {
    started("1");
    new JooqWithdrawals(db, clock).ofCampaign(campaign, "paid meanwhile");
    leases.heartbeat("a", UNTIL.plusSeconds(30));
    assertThat(leases.abandoned(UNTIL.plusSeconds(1), 10)).isEmpty();
  }

  @Test
  void a_lease_that_came_to_no_attempt_falls_back_although_its_node_lives() {
    Contact contact = plan("1");
    assertThat(lease("a", 5)).hasSize(1);
    leases.heartbeat("a", UNTIL.plusSeconds(30));
    assertThat(leases.sweepLeases(UNTIL.plusSeconds(1))).isEqualTo(1);
    assertThat(state(contact)).isEqualTo("QUEUED");
  }

  @Test
  void a_node_answers_for_its_own_open_attempts_and_for_those_of_a_dead_one() {
    Attempt attempt = started("1");
    Instant soon = NOON.plusSeconds(1);
    assertThat(new JooqOpenAttempts(db, "a", clock).onLine("pbx", soon, 10))
        .extracting(Attempt::id, Attempt::phone, Attempt::route)
        .containsExactly(tuple(attempt.id(), attempt.phone(), attempt.route()));
    JooqOpenAttempts other = new JooqOpenAttempts(db, "b", clock);
    assertThat(other.onLine("pbx", soon, 10)).isEmpty();
    clock.set(UNTIL.plusSeconds(1));
    assertThat(other.onLine("pbx", soon, 10)).extracting(Attempt::id).containsExactly(attempt.id());
    assertThat(other.find(attempt.id())).map(Attempt::writtenAt).contains(attempt.writtenAt());
  }

  @Test
  void waiting_contacts_expire_and_a_step_is_planned_once() {
    Contact contact = plan("1");
    assertThat(plans.add(List.of(new Plan.Wait(contact, NOON)), NOON)).isZero();
    assertThat(leases.expire(contact.window().expires())).isEqualTo(1);
    assertThat(state(contact)).isEqualTo("EXPIRED");
    assertThat(new HashSet<>(plans.planned(campaign, List.of(contact.debtor().household())))).hasSize(1);
  }
}
