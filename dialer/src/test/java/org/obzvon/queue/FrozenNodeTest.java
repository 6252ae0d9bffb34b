package org.obzvon.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.obzvon.fixture.TestData.NOON;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CONTACT;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactChannel;
import org.obzvon.contact.ContactChannel.Submission;
import org.obzvon.contact.FinalCheck;
import org.obzvon.contact.FinallyCheckedChannel;
import org.obzvon.contact.jooq.JooqLedger;
import org.obzvon.policy.jooq.JooqDeadNumberDoubts;
import org.obzvon.queue.jooq.JooqContactQueue;
import org.obzvon.queue.jooq.JooqLeases;
import org.obzvon.register.Phone;
import org.obzvon.webhook.jooq.JooqEventOutbox;

/// Tests two nodes that share a line. One of them freezes at some point for longer than its lease. When it continues,
/// it takes no place that the other has filled meanwhile; while it is frozen, it keeps no other node from working.
@Tag("slow")
class FrozenNodeTest extends RoundsByHand {
  private static final Duration LEASE = Duration.ofMinutes(1);
  /// The length of the freeze. After it, other nodes have ended the attempts of the frozen node.
  private static final Duration STANDS_STILL = LEASE.plus(Duration.ofMinutes(2));

  private final AtomicLong nanos = new AtomicLong();
  private final List<Attempt> placedByFrozen = new ArrayList<>();
  private final AtomicBoolean frozen = new AtomicBoolean();

  /// Returns a node other than the one of [RoundsByHand].
  ///
  /// @param word the final check directly before a call is placed
  /// @param leased receives the contacts that the node has leased, before the policy decides
  private Dispatcher frozenNode(FinalCheck word, Consumer<Collection<Contact>> leased) {
    ContactChannel exchange = attempt -> {
      placedByFrozen.add(attempt);
      return new Submission.Accepted("remote");
    };
    Line line = new Line("pbx", Channel.ROBOT, LIMIT, new Pacer(1_000, clock.instant()), () -> true,
        new FinallyCheckedChannel(exchange, word));
    ContactReadiness readiness = new ContactReadiness() {
      @Override
      public Optional<Set<UUID>> among(UUID campaign) {
        return Optional.empty();
      }

      @Override
      public void taken(Collection<Contact> contacts) {
        leased.accept(contacts);
      }
    };
    return new Dispatcher(
        new JooqContactQueue(db), ledger, policy, new Lines(List.of(line), readiness), recorder,
        new Dispatcher.Node("frozen", LEASE, clock, nanos::get, Runnable::run));
  }

  private LeaseUpkeep upkeep() {
    return new LeaseUpkeep(
        new JooqLeases(db), ledger, recorder, new StandstillAlarm(new JooqLeases(db)),
        new DeadNumberAlarm(new JooqDeadNumberDoubts(db), Set.of()),
        new Dispatcher.Node("a", LEASE, clock, Runnable::run));
  }

  private int open() {
    return db.fetchCount(ATTEMPT, ATTEMPT.CLOSED_AT.isNull());
  }

  /// Lets time pass in which the other node ends the attempts of the frozen one and fills the line.
  private void standStill() {
    clock.tick(STANDS_STILL);
    nanos.addAndGet(STANDS_STILL.toNanos());
    upkeep().run();
    await().atMost(Duration.ofSeconds(30)).until(() -> open() == 0);
    assertThat(round().placed()).isEqualTo(LIMIT);
  }

  /// Allows every attempt, but freezes at the first check, as if the store's answer were on its way.
  private FinalCheck allowedBeforeStandingStill(Runnable still) {
    return _ -> {
      if (frozen.compareAndSet(false, true)) {
        still.run();
      }
      return true;
    };
  }

  @Test
  void a_node_that_stood_still_after_the_last_word_places_nothing() {
    debtors(3 * LIMIT);
    frozenNode(allowedBeforeStandingStill(this::standStill), _ -> {}).round(campaigns.all());
    assertThat(placed).hasSize(LIMIT);
    assertThat(placedByFrozen).as("calls beyond the %d places of the line", LIMIT).isEmpty();
  }

  @Test
  void a_node_whose_clock_was_put_back_while_it_stood_still_places_nothing() {
    debtors(3 * LIMIT);
    FinalCheck word = allowedBeforeStandingStill(
        () -> {
          standStill();
          clock.set(NOON);
        });
    frozenNode(word, _ -> {}).round(campaigns.all());
    assertThat(placedByFrozen).isEmpty();
  }

  @Test
  void what_a_node_leased_before_it_stood_still_goes_back_unwritten() {
    debtors(LIMIT);
    Dispatcher.Round round = frozenNode(
        _ -> true,
        _ -> {
          clock.tick(LEASE);
          nanos.addAndGet(LEASE.toNanos());
        })
        .round(campaigns.all());
    assertThat(round.placed()).isZero();
    assertThat(placedByFrozen).isEmpty();
    assertThat(db.fetchCount(ATTEMPT)).isZero();
    assertThat(round().placed()).as("by the other node, at once").isEqualTo(LIMIT);
  }

  @Test
  void a_node_that_stands_still_in_the_middle_of_a_lease_keeps_no_other_from_leasing() throws InterruptedException {
    debtors(LIMIT);
    CountDownLatch leasing = new CountDownLatch(1);
    CountDownLatch goesOn = new CountDownLatch(1);
    CompletableFuture<List<Contact>> leased = CompletableFuture.supplyAsync(
        () -> queue.lease(_ -> standingStill(leasing, goesOn), "frozen", clock.instant(),
            clock.instant().plus(LEASE)),
        Thread::startVirtualThread);
    leasing.await();
    try {
      assertThat(round().placed()).isEqualTo(LIMIT);
    } finally {
      goesOn.countDown();
    }
    assertThatThrownBy(leased::join).hasRootCauseInstanceOf(SQLException.class);
    assertThat(db.fetchCount(CONTACT, CONTACT.LEASED_BY.eq("frozen"))).isZero();
  }

  private static List<ContactQueue.Share> standingStill(CountDownLatch leasing, CountDownLatch goesOn) {
    leasing.countDown();
    try {
      goesOn.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return List.of();
  }

  @Test
  void a_node_that_stands_still_in_the_middle_of_a_writing_keeps_no_other_from_writing() throws InterruptedException {
    debtors(LIMIT);
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch goesOn = new CountDownLatch(1);
    JooqLedger frozenLedger = new JooqLedger(stoppingBefore("update \"contact\"", writing, goesOn),
        new JooqEventOutbox(db));
    List<Contact> held = queue.lease(
        _ -> List.of(new ContactQueue.Share(campaign.id(), Channel.ROBOT, 1)), "frozen", clock.instant(),
        clock.instant().plus(LEASE));
    Attempt attempt = Dispatcher.attempt(
        held.getFirst(), campaign, new Phone("+37369111222"), 1, "pbx", LineNumbering.ANY, clock.instant());
    CompletableFuture<Set<UUID>> written = CompletableFuture.supplyAsync(
        () -> frozenLedger.write(List.of(attempt), "frozen", clock.instant().plus(LEASE)),
        Thread::startVirtualThread);
    writing.await();
    try {
      assertThat(round().placed()).isEqualTo(LIMIT - 1);
    } finally {
      goesOn.countDown();
    }
    assertThatThrownBy(written::join).hasRootCauseInstanceOf(SQLException.class);
    assertThat(db.fetchCount(ATTEMPT, ATTEMPT.NODE.eq("frozen"))).isZero();
  }

  /// Returns connections that pause before the first statement that starts with these words until `goesOn` is released.
  private DSLContext stoppingBefore(String words, CountDownLatch reached, CountDownLatch goesOn) {
    return DSL.using(
        db.configuration().derive(
            new ExecuteListener() {
              @Override
              public void executeStart(ExecuteContext execute) {
                if (String.valueOf(execute.sql()).startsWith(words)) {
                  reached.countDown();
                  try {
                    goesOn.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                }
              }
            }));
  }
}
