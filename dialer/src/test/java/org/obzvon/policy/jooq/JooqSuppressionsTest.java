package org.obzvon.policy.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.SUPPRESSION;
import static org.obzvon.policy.jooq.PolicySurroundings.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.fixture.TestStore;
import org.obzvon.policy.StopKind;
import org.obzvon.policy.Suppression;
import org.obzvon.policy.Suppression.Origin;
import org.obzvon.policy.Suppression.Target;
import org.obzvon.policy.Suppressions.Scope;
import org.obzvon.policy.Suppressions.Stop;
import org.obzvon.register.Account;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Phone;
import org.obzvon.webhook.jooq.JooqEventOutbox;

@Tag("slow")
class JooqSuppressionsTest {
  private static final Phone PHONE = new Phone("+37369100001");

  private final DSLContext store = TestStore.fresh();
  private final PolicySurroundings desk = new PolicySurroundings(store);
  private final CalledOff calledOff = new CalledOff();
  private final SettableClock clock = new SettableClock(NOON);
  private final JooqSuppressions suppressions = new JooqSuppressions(store, calledOff,
      new JooqEventOutbox(store), clock);

  @Test
  void a_stop_entry_of_an_account_calls_off_what_waits_for_its_whole_household() {
    Account account = desk.account("A-1", PHONE.e164());
    Suppression entry = add(new Target.Household(account.id()), Optional.empty(), person());
    assertThat(calledOff.households).containsExactly(account.household());
    assertThat(suppressions.find(entry.id())).contains(entry);
    assertThat(suppressions.list(Scope.IN_FORCE, 10)).containsExactly(entry);
  }

  @Test
  void a_stop_entry_of_a_number_calls_off_only_accounts_that_have_no_other_number_left() {
    Account alone = desk.account("A-1", PHONE.e164());
    Account other = desk.account("B-1", PHONE.e164(), "+37369100002");
    add(new Target.Number(PHONE), Optional.empty(), person());
    assertThat(calledOff.accounts).containsExactly(alone.id());
    calledOff.accounts.clear();
    add(new Target.Number(new Phone("+37369100002")), Optional.empty(), person());
    assertThat(calledOff.accounts).containsExactly(other.id());
  }

  @Test
  void an_attempt_reported_twice_leaves_one_entry_even_when_it_was_lifted_between() {
    Origin attempt = new Origin.OfAttempt(IdGenerator.next());
    Suppression first = add(new Target.Number(PHONE), Optional.empty(), attempt);
    assertThat(add(new Target.Number(PHONE), Optional.empty(), attempt)).isEqualTo(first);
    assertThat(suppressions.lift(first.id())).isTrue();
    assertThat(add(new Target.Number(PHONE), Optional.empty(), attempt).id()).isEqualTo(first.id());
    assertThat(suppressions.list(Scope.IN_FORCE, 10)).isEmpty();
    assertThat(suppressions.list(Scope.ALL, 10)).hasSize(1);
  }

  @Test
  void the_same_entry_added_by_many_at_once_is_stored_once() throws InterruptedException, ExecutionException {
    Origin attempt = new Origin.OfAttempt(IdGenerator.next());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Suppression>> entries = IntStream.range(0, 8)
          .mapToObj(_ -> threads.submit(() -> add(new Target.Number(PHONE), Optional.empty(), attempt)))
          .toList();
      for (Future<Suppression> entry : entries) {
        assertThat(entry.get().target()).isEqualTo(new Target.Number(PHONE));
      }
    }
    assertThat(store.fetchCount(SUPPRESSION)).isEqualTo(1);
  }

  @Test
  void a_person_may_stop_again_after_lifting() {
    Suppression first = add(new Target.Number(PHONE), Optional.empty(), person());
    assertThat(add(new Target.Number(PHONE), Optional.empty(), person())).isEqualTo(first);
    suppressions.lift(first.id());
    assertThat(suppressions.lift(first.id())).isFalse();
    assertThat(add(new Target.Number(PHONE), Optional.empty(), person()).id()).isNotEqualTo(first.id());
  }

  @Test
  void an_entry_with_an_end_is_over_at_its_end() {
    add(new Target.Number(PHONE), Optional.of(NOON.plusSeconds(60)), person());
    assertThat(suppressions.list(Scope.IN_FORCE, 10)).hasSize(1);
    clock.tick(Duration.ofSeconds(60));
    assertThat(suppressions.list(Scope.IN_FORCE, 10)).isEmpty();
  }

  @Test
  void an_entry_survives_that_the_register_gives_the_account_another_household_and_other_numbers() {
    Account account = desk.account("A-1", PHONE.e164());
    Suppression entry = add(new Target.Household(account.id()), Optional.empty(), person());
    store.update(ACCOUNT).set(ACCOUNT.HOUSEHOLD_ID, desk.household()).where(ACCOUNT.ID.eq(account.id())).execute();
    Account moved = desk.byNumber("A-1").orElseThrow();
    assertThat(suppressions.concerning(moved, Scope.IN_FORCE)).containsExactly(entry);
  }

  private static Origin person() {
    return new Origin.OfPerson("test");
  }

  private Suppression add(Target target, Optional<Instant> until, Origin origin) {
    return suppressions.add(new Stop(target, StopKind.OPT_OUT, "asked", until, origin));
  }
}
