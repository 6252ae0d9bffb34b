package org.obzvon.register.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
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
import org.obzvon.register.Progress;
import org.obzvon.register.ServiceState;
import org.obzvon.register.Snapshots.Heading;
import org.obzvon.register.Snapshots.Limits;
import org.obzvon.register.Snapshots.Manner;

/// Compares the statements that store a snapshot with [PlainSnapshots], which does the same row by row in memory, on
/// random registers of two sources: accounts share phones and keys, leave, return, part, are erased and pay.
@Tag("slow")
class SnapshotsLikePlainOnesTest {
  private static final int RUNS = Integer.getInteger("snapshots.runs", 8);
  private static final int DAYS = 6;
  private static final Limits LIMITS = new Limits(3, 100);
  private static final LocalDate FIRST = LocalDate.of(2026, 11, 1);
  /// The whole state of the register, without ids and without the moment of the last change.
  private static final List<String> STATE = List.of(
      """
      select a.number, h.key, h.created_at, a.household_key, a.name, a.address, a.district, a.service, a.tariff,
        a.service_state, a.balance, a.register_balance, a.payment_told_at, a.payment_announced_for, a.currency,
        a.debt_since, a.restriction_on, a.contract_ended_on, a.language, a.zone, a.legal_entity, a.tags,
        a.left_register_on, a.erased, s.source
      from account a join household h on h.id = a.household_id join snapshot s on s.id = a.snapshot_id
      order by a.number
      """,
      """
      select a.number, p.position, p.e164, p.extension, p.listed_at
      from account_phone p join account a on a.id = p.account_id order by 1, 2
      """,
      "select key, created_at from household order by key",
      "select a.number, o.since, o.first_seen_on from overdue o join account a on a.id = o.account_id order by 1, 2",
      "select source, taken_on, file_sha256, accepted, rejected from snapshot order by 1, 2");

  private final DSLContext store = TestStore.fresh();
  private final DSLContext plain = TestStore.fresh();
  private final TestClock clock = new TestClock(FIRST.atTime(9, 0).atZone(ZoneId.of("UTC")).toInstant());

  @Test
  void a_snapshot_leaves_what_a_row_by_row_import_leaves() {
    for (int run = 0; run < RUNS; run++) {
      Random random = new Random(run);
      Map<String, Entry> last = new HashMap<>();
      clock.tick(Duration.ofDays(1));
      for (int day = 0; day < DAYS; day++) {
        clock.tick(Duration.ofHours(20 + random.nextInt(9)));
        String source = random.nextInt(4) == 0 ? "b" : "a";
        List<Entry> entries = entries(random, run, source, last);
        LocalDate takenOn = LocalDate.ofInstant(clock.instant(), ZoneId.of("UTC"));
        Heading heading = new Heading(run + source, takenOn, run + " " + day, 0);
        Manner manner = new Manner(random.nextInt(6) == 0, true, true);
        String place = "run " + run + ", day " + day;
        assertThat(TestRegister.take(new JooqSnapshots(store, clock, LIMITS), heading, entries, manner)).as(place)
            .isEqualTo(new PlainSnapshots(plain, clock, LIMITS).take(heading, entries, manner, Progress.NONE));
        compare(place);
        if (random.nextInt(3) == 0) {
          pay(random);
        }
        if (random.nextInt(5) == 0) {
          erase(random);
        }
        compare(place + ", after payments and erasures");
      }
    }
  }

  private void compare(String place) {
    for (String state : STATE) {
      assertThat(store.fetch(state).formatCSV()).as(place + ": " + state).isEqualTo(plain.fetch(state).formatCSV());
    }
  }

  /// Returns a register in which most entries are those of the register before.
  private List<Entry> entries(Random random, int run, String source, Map<String, Entry> last) {
    List<Entry> entries = new ArrayList<>();
    int share = 1 + random.nextInt(9);
    for (int i = 0; i < 14; i++) {
      String number = "%03d%s%02d".formatted(run, source, i);
      if (random.nextInt(5) == 0) {
        continue;
      }
      Entry before = last.get(number);
      entries.add(before != null && random.nextInt(10) >= share ? before : entry(random, run, number));
    }
    if (entries.isEmpty()) {
      entries.add(entry(random, run, "%03d%s00".formatted(run, source)));
    }
    entries.forEach(entry -> last.put(entry.number(), entry));
    Collections.shuffle(entries, random);
    return entries;
  }

  private static Entry entry(Random random, int run, String number) {
    Set<Phone> phones = new LinkedHashSet<>();
    int count = random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      String typed = random.nextBoolean() ? "+7%03d1234567" : "+7%03d9876543";
      phones.add(
          random.nextInt(10) == 0 ? new Phone(typed.formatted(900 + run % 99))
              : new Phone("+79%03d%06d".formatted(run % 1000, random.nextInt(22) * 37)));
    }
    Map<Phone, String> extensions = new HashMap<>();
    phones.stream().filter(_ -> random.nextInt(8) == 0).forEach(phone -> extensions.put(phone, "12"));
    Optional<String> key = switch (random.nextInt(12)) {
      case 0 -> Optional.of(run + "K" + random.nextInt(3));
      case 1 -> Optional.of("%03da%02d".formatted(run, random.nextInt(14)));
      default -> Optional.empty();
    };
    var place = new Account.Place(
        "ул. \"Мира\"\\" + random.nextInt(2), "", random.nextInt(9) == 0 ? Optional.empty()
            : Optional.of(ZoneId.of("Europe/Moscow")));
    LocalDate since = FIRST.minusDays(random.nextInt(3));
    return new Entry(
        number, key,
        new Account.Subscriber("N" + random.nextInt(2), place, Language.RU, false, List.copyOf(phones), extensions),
        new Account.Subscription("", "t\t1", ServiceState.ACTIVE, Set.of("a, b", "c\"{}\\")),
        new Account.Debt(
            Money.of(Integer.toString(10 - random.nextInt(3) * 50), "RUB"),
            random.nextInt(4) == 0 ? Optional.empty() : Optional.of(since), Optional.empty(), true),
        random.nextInt(9) == 0 ? Optional.of(FIRST.minusDays(1)) : Optional.empty());
  }

  /// Stores the same payments in both databases, some of them announced and some of them long made.
  private void pay(Random random) {
    List<String> numbers = store.fetchValues("select number from account where not erased order by number")
        .stream().map(String::valueOf).toList();
    String number = numbers.get(random.nextInt(numbers.size()));
    UUID id = UUID.randomUUID();
    Instant paidAt = clock.instant().plus(Duration.ofHours(random.nextInt(90) - 60));
    for (DSLContext one : List.of(store, plain)) {
      one.execute(
          """
          insert into payment (id, source, external_id, account_id, amount, currency, paid_at, imported_at)
          select ?, 'bank', ?, id, 30, 'RUB', ?::timestamptz, ?::timestamptz from account where number = ?
          """, id, id.toString(), paidAt.toString(), clock.instant().toString(), number);
      UUID account = one.fetchValue("select id from account where number = ?", number) instanceof UUID found
          ? found
          : null;
      new BalanceRows(one).refresh(List.of(account), clock.instant());
    }
  }

  private void erase(Random random) {
    Map<String, String> erased = new TreeMap<>();
    store.fetchValues("select number from account where not erased order by number").stream().map(String::valueOf)
        .filter(_ -> random.nextInt(12) == 0).forEach(number -> erased.put(number, "erased " + UUID.randomUUID()));
    for (DSLContext one : List.of(store, plain)) {
      erased.forEach(
          (number, name) -> {
            UUID id = (UUID) one.fetchValue("select id from account where number = ?", number);
            SnapshotRows.keep(one, List.of(id));
            one.execute("delete from account_phone where account_id = ?", id);
            one.execute("update account set number = ?, name = '', erased = true where id = ?", name, id);
          });
    }
  }
}
