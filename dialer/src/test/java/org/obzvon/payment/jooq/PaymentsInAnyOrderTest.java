package org.obzvon.payment.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import org.jooq.DSLContext;
import org.obzvon.app.Store;
import org.obzvon.fixture.TestRegister;
import org.obzvon.fixture.TestClock;
import org.obzvon.fixture.TestStore;
import org.obzvon.payment.PaidAt;
import org.obzvon.payment.PaymentImport;
import org.obzvon.payment.PaymentRow;
import org.obzvon.payment.RecordingWithdrawals;
import org.obzvon.register.Account;
import org.obzvon.register.Entry;
import org.obzvon.register.Language;
import org.obzvon.register.Money;
import org.obzvon.register.Phone;
import org.obzvon.register.Progress;
import org.obzvon.register.ServiceState;
import org.obzvon.register.Snapshots;
import org.obzvon.register.jooq.JooqAccounts;
import org.obzvon.register.jooq.JooqSnapshots;

/// Tests two accounts, a bank that reports events late, twice and in any order of its rows, and a billing system that
/// learns of everything no later than we do. The reference is one list of events.
///
/// - Whatever is known so far, an account that does not wait is never said to owe more than it owes.
/// - After a register that knows everything, both accounts owe exactly what they owe.
@Tag("slow")
class PaymentsInAnyOrderTest {
  private static final ZoneId ZONE = ZoneId.of("Europe/Moscow");
  private static final LocalDate FIRST = LocalDate.of(2026, 11, 2);
  private static final int DAYS = 12;
  private static final AtomicInteger TRIES = new AtomicInteger();
  private static final DSLContext STORE = Store.context(TestStore.pooled(3));

  private final TestClock clock = new TestClock(Instant.EPOCH);
  private final JooqAccounts accounts = new JooqAccounts(STORE);
  private final PaymentImport payments = new PaymentImport(new JooqPayments(STORE, clock), new RecordingWithdrawals());

  /// One event.
  ///
  /// @param day the day of the event
  /// @param billing the day on which billing learned of it; the register of the day after knows it
  /// @param told the day on which the bank reported it to us
  /// @param changes the change of the balance of each of the two accounts
  private record Happened(int day, int billing, int told, List<PaymentRow> rows, int[] changes) {}

  @Property(tries = 40, shrinking = ShrinkingMode.OFF)
  void the_balances_are_those_of_a_list_of_what_happened(@ForAll Random random) {
    String name = "T" + TRIES.incrementAndGet() + "-";
    List<Happened> all = happened(name, random);
    register(name, 0, all);
    for (int day = 1; day <= DAYS; day++) {
      if (random.nextInt(3) == 0) {
        register(name, day, all);
        tell(all, day, random);
      } else {
        tell(all, day, random);
        if (random.nextInt(3) == 0) {
          register(name, day, all);
        }
      }
      payments.countAnnounced();
      assertNobodyIsToldOfMoreThanHeOwes(name, day, all);
    }
    register(name, DAYS + 10, all);
    for (int account = 0; account < 2; account++) {
      Account found = account(name, account);
      assertThat(found.debt().balance().amount()).isEqualByComparingTo(new BigDecimal(owed(all, account, DAYS + 10)));
      assertThat(found.debt().pending().toldAt()).isEmpty();
    }
  }

  private void assertNobodyIsToldOfMoreThanHeOwes(String name, int day, List<Happened> all) {
    for (int account = 0; account < 2; account++) {
      Account.Debt debt = account(name, account).debt();
      List<Happened> known = all.stream().filter(one -> one.told() <= day && one.day() <= day).toList();
      if (debt.pending().toldAt().isEmpty() && debt.pending().announcedFor().isEmpty()) {
        assertThat(debt.balance().amount()).as("account %d on day %d of %s", account, day, all)
            .isGreaterThanOrEqualTo(new BigDecimal(least(known, account)));
      }
    }
  }

  /// Returns the least balance that the known events permit. Events that only billing knows lower it only with a
  /// register.
  private static int least(List<Happened> known, int account) {
    return -1000 + known.stream().mapToInt(one -> one.changes()[account]).sum();
  }

  private static int owed(List<Happened> all, int account, int day) {
    return -1000 + all.stream().filter(one -> one.day() <= day).mapToInt(one -> one.changes()[account]).sum();
  }

  private static List<Happened> happened(String name, Random random) {
    List<Happened> all = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      int account = random.nextInt(2);
      int amount = 50 * (1 + random.nextInt(4));
      int day = random.nextInt(DAYS - 4);
      int told = Math.max(1, day + random.nextInt(4));
      int billing = Math.min(told, day + random.nextInt(2));
      String id = name + i;
      all.add(new Happened(day, billing, told, List.of(row(id, name, account, amount, day)), changes(account, amount)));
      int later = told + random.nextInt(2);
      switch (random.nextInt(4)) {
        case 0 -> {
          List<PaymentRow> forms = List.of(row(id, name, account, -amount, later),
              row(id + "-R", name, account, -amount, later));
          List<PaymentRow> rows = random.nextBoolean() ? forms : List.of(forms.get(random.nextInt(2)));
          all.add(new Happened(later, later, later, rows, changes(account, -amount)));
        }
        case 1 -> {
          int[] moved = changes(account, -amount);
          moved[1 - account] = amount;
          all.add(new Happened(day, later, later, List.of(row(id, name, 1 - account, amount, day)), moved));
        }
        default -> {
        }
      }
    }
    return all;
  }

  private static int[] changes(int account, int amount) {
    int[] changes = new int[2];
    changes[account] = amount;
    return changes;
  }

  private static PaymentRow row(String id, String name, int account, int amount, int day) {
    var at = new PaidAt.Exactly(FIRST.plusDays(day).atTime(9, 0).atZone(ZONE).toInstant());
    return new PaymentRow(id, name + account, new BigDecimal(amount), Optional.empty(), at);
  }

  /// Imports the day's rows and a random part of earlier ones again. New payments come before the rows that change
  /// them.
  private void tell(List<Happened> all, int day, Random random) {
    clock.set(FIRST.plusDays(day).atTime(12, 0).atZone(ZONE).toInstant());
    List<PaymentRow> again = new ArrayList<>();
    all.stream().filter(one -> one.told() < day && random.nextBoolean()).forEach(one -> again.addAll(one.rows()));
    Collections.shuffle(again, random);
    List<PaymentRow> rows = new ArrayList<>(again);
    all.stream().filter(one -> one.told() == day).forEach(one -> rows.addAll(one.rows()));
    var manner = new PaymentImport.Manner("bank", false);
    assertThat(payments.take(rows, manner, Progress.NONE).refused()).isEmpty();
  }

  /// Imports a register as of the beginning of the day: it holds the events of which billing learned before that day.
  private void register(String name, int day, List<Happened> all) {
    LocalDate date = FIRST.plusDays(day);
    clock.set(date.atTime(11, 0).atZone(ZONE).toInstant());
    List<Entry> entries = new ArrayList<>();
    for (int account = 0; account < 2; account++) {
      int which = account;
      int sum = all.stream().filter(one -> one.billing() < day && one.day() < day).mapToInt(one -> one.changes()[which])
          .sum();
      entries.add(entry(name + account, -1000 + sum));
    }
    TestRegister.take(
        new JooqSnapshots(STORE, clock), new Snapshots.Heading(name, date, name + day, 0), entries,
        new Snapshots.Manner(false, true));
  }

  private static Entry entry(String number, int balance) {
    var place = new Account.Place("", "", Optional.of(ZONE));
    String phone = "+7900%07d".formatted(Math.floorMod(number.hashCode(), 10_000_000));
    return new Entry(
        number, Optional.empty(), new Account.Subscriber("A", place, Language.RU, false, List.of(new Phone(phone))),
        new Account.Subscription("", "", ServiceState.ACTIVE, Set.of()),
        new Account.Debt(Money.of(Integer.toString(balance), "RUB"), Optional.empty(), Optional.empty(), true));
  }

  private Account account(String name, int account) {
    return accounts.byNumber(name + account).orElseThrow();
  }
}
