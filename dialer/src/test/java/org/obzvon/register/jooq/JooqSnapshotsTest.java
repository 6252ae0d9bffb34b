package org.obzvon.register.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ACCOUNT_PHONE;
import static org.obzvon.jooq.Tables.HOUSEHOLD;
import static org.obzvon.jooq.Tables.OVERDUE;
import static org.obzvon.jooq.Tables.SNAPSHOT;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.fixture.TestClock;
import org.obzvon.fixture.TestRegister;
import org.obzvon.fixture.TestStore;
import org.obzvon.register.Account;
import org.obzvon.register.Entry;
import org.obzvon.register.Language;
import org.obzvon.register.Money;
import org.obzvon.register.Phone;
import org.obzvon.register.ServiceState;
import org.obzvon.register.Snapshots.Heading;
import org.obzvon.register.Snapshots.Manner;
import org.obzvon.register.Snapshots.Taken;

@Tag("slow")
class JooqSnapshotsTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private static final Manner PLAIN = new Manner(false, false);

  private final DSLContext store = TestStore.fresh();
  private final TestClock clock = new TestClock(Instant.parse("2026-11-22T09:00:00Z"));
  private final JooqSnapshots snapshots = new JooqSnapshots(store, clock);

  @Test
  void a_snapshot_that_fails_on_its_last_account_leaves_nothing_behind() {
    List<Entry> entries = entries(2500);
    entries.add(entry(9999, "9999999999999.99"));
    assertThatThrownBy(() -> TestRegister.take(snapshots, heading("a"), entries, PLAIN))
        .isInstanceOf(DataAccessException.class);
    assertThat(store.fetchCount(SNAPSHOT) + store.fetchCount(ACCOUNT) + store.fetchCount(HOUSEHOLD)).isZero();
    assertThat(TestRegister.take(snapshots, heading("a"), entries(2500), PLAIN))
        .isEqualTo(new Taken.Stored(2500, 2500, 2500, 0));
  }

  @Test
  void accounts_and_phones_are_the_same_after_a_second_snapshot() {
    TestRegister.take(snapshots, heading("a"), entries(1100), PLAIN);
    var before = store.selectFrom(ACCOUNT_PHONE).orderBy(ACCOUNT_PHONE.ACCOUNT_ID).fetch();
    TestRegister.take(snapshots, heading("b"), entries(1100), PLAIN);
    assertThat(store.selectFrom(ACCOUNT_PHONE).orderBy(ACCOUNT_PHONE.ACCOUNT_ID).fetch()).isEqualTo(before);
    assertThat(store.fetchCount(ACCOUNT)).isEqualTo(1100);
  }

  @Test
  void a_number_is_listed_since_it_last_came_and_not_since_the_last_snapshot() {
    Instant first = clock.instant();
    TestRegister.take(snapshots, heading("a"), entries(2), PLAIN);
    clock.tick(Duration.ofHours(1));
    Entry changed = entry(0, "-100");
    var other = new Account.Subscriber(
        "A", changed.subscriber().place(), Language.RU, false, List.of(new Phone("+79005555555")));
    List<Entry> entries = List.of(
        new Entry("A0", Optional.empty(), other, changed.subscription(), changed.debt()), entry(1, "-100"));
    TestRegister.take(snapshots, heading("b"), entries, PLAIN);
    assertThat(store.selectFrom(ACCOUNT_PHONE).fetchMap(ACCOUNT_PHONE.E164, ACCOUNT_PHONE.LISTED_AT))
        .isEqualTo(Map.of("+79005555555", clock.instant(), "+79000000001", first));
  }

  @Test
  void two_imports_of_one_file_at_the_same_moment_take_it_once() throws Exception {
    Callable<Taken> take = () -> TestRegister.take(snapshots, heading("a"), entries(300), PLAIN);
    List<Taken> taken = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Taken> future : threads.invokeAll(List.of(take, take))) {
        taken.add(future.get());
      }
    }
    assertThat(taken).hasAtLeastOneElementOfType(Taken.Stored.class)
        .hasAtLeastOneElementOfType(Taken.AlreadyStored.class);
    assertThat(store.fetchCount(SNAPSHOT)).isEqualTo(1);
  }

  @Test
  void every_debt_that_a_register_showed_is_kept_and_an_ended_contract_has_left() {
    Entry owes = entry(1, "-100");
    TestRegister.take(snapshots, heading("a"), List.of(owing(owes, LocalDate.of(2026, 10, 1))), PLAIN);
    TestRegister.take(snapshots, heading("b"), List.of(owing(owes, LocalDate.of(2026, 10, 1))), PLAIN);
    LocalDate last = LocalDate.of(2026, 11, 20);
    Entry next = owing(owes, LocalDate.of(2026, 11, 1));
    Entry ended = new Entry(
        next.number(), next.household(), next.subscriber(), next.subscription(), next.debt(), Optional.of(last));
    TestRegister.take(snapshots, heading("c"), List.of(ended), PLAIN);

    assertThat(store.select(OVERDUE.SINCE).from(OVERDUE).orderBy(OVERDUE.SINCE).fetch(OVERDUE.SINCE))
        .containsExactly(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 11, 1));
    var account = store.selectFrom(ACCOUNT).fetchSingle();
    assertThat(account.getContractEndedOn()).isEqualTo(last);
    assertThat(account.getLeftRegisterOn()).isEqualTo(last);
    assertThat(new JooqAccounts(store).overdue(Optional.empty(), 10)).isEmpty();
  }

  @Test
  void a_debt_that_a_payment_hid_at_first_is_noted_by_the_next_snapshot_even_if_it_says_the_same() {
    Entry owes = owing(entry(1, "-100"), LocalDate.of(2026, 10, 1));
    TestRegister.take(snapshots, heading("a"), List.of(owes), PLAIN);
    store.deleteFrom(OVERDUE).execute(); // as if a payment had covered the debt then, and was moved to another account since
    TestRegister.take(snapshots, heading("b"), List.of(owes), PLAIN);
    assertThat(store.select(OVERDUE.SINCE).from(OVERDUE).fetch(OVERDUE.SINCE))
        .containsExactly(LocalDate.of(2026, 10, 1));
  }

  private static Entry owing(Entry entry, LocalDate since) {
    return new Entry(
        entry.number(), entry.household(), entry.subscriber(), entry.subscription(),
        new Account.Debt(entry.debt().balance(), Optional.of(since), Optional.empty(), true));
  }

  private static Heading heading(String sha256) {
    return new Heading("billing", TODAY, sha256, 0);
  }

  private static List<Entry> entries(int count) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(entry(i, "-100"));
    }
    return entries;
  }

  private static Entry entry(int number, String balance) {
    var place = new Account.Place("", "", Optional.of(ZoneId.of("Europe/Moscow")));
    return new Entry(
        "A" + number,
        Optional.empty(),
        new Account.Subscriber("A", place, Language.RU, false, List.of(new Phone("+7900%07d".formatted(number)))),
        new Account.Subscription("", "", ServiceState.ACTIVE, Set.of()),
        new Account.Debt(Money.of(balance, "RUB"), Optional.empty(), Optional.empty(), true));
  }
}
