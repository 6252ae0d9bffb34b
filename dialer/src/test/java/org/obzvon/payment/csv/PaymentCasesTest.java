package org.obzvon.payment.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.obzvon.jooq.Tables.PAYMENT;
import static org.obzvon.jooq.Tables.PAYMENT_CHANGE;
import static org.obzvon.jooq.Tables.PROMISE;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.fixture.TestClock;
import org.obzvon.fixture.TestStore;
import org.obzvon.payment.PaymentFileImport;
import org.obzvon.payment.PaymentHistory;
import org.obzvon.payment.PaymentHistory.Does;
import org.obzvon.payment.PaymentImport;
import org.obzvon.payment.RecordingWithdrawals;
import org.obzvon.payment.SettledPromiseCounts;
import org.obzvon.payment.jooq.JooqPaymentHistory;
import org.obzvon.payment.jooq.JooqPayments;
import org.obzvon.register.Account;
import org.obzvon.register.Mapping;
import org.obzvon.register.PendingPayments;
import org.obzvon.register.Progress;
import org.obzvon.register.RegisterImport;
import org.obzvon.register.Snapshots.Manner;
import org.obzvon.register.csv.CsvRegisterImport;
import org.obzvon.register.jooq.JooqAccounts;
import org.obzvon.register.jooq.JooqSnapshots;

/// Tests the files of `cases`, in the form in which banks and billing systems supply them.
@Tag("slow")
class PaymentCasesTest {
  private static final String HEADER = "external id,account,amount,currency,paid at\n";

  @TempDir
  Path directory;
  private final DSLContext store = TestStore.fresh();
  private final TestClock clock = new TestClock(Instant.parse("2026-11-28T15:00:00Z"));
  private final JooqAccounts accounts = new JooqAccounts(store);
  private final RecordingWithdrawals withdrawals = new RecordingWithdrawals();
  private final PaymentImport payments = new PaymentImport(new JooqPayments(store, clock), withdrawals);

  @Test
  void a_payment_of_friday_that_is_told_on_monday_waits_for_the_register_after_mondays() throws IOException {
    clock.set(Instant.parse("2026-11-23T09:00:00Z"));
    register(file("register-of-monday.csv"), "2026-11-23");
    PaymentImport.Report report = take("payments-of-friday.csv", "bank");
    assertThat(report.taken()).isEqualTo(2);
    assertThat(report.waiting()).isEqualTo(2);
    for (String number : List.of("FR1", "FR2")) {
      assertThat(balance(number)).isEqualByComparingTo("-500");
      assertThat(account(number).debt().pending().toldAt()).contains(clock.instant());
      assertThat(history(number)).extracting(PaymentHistory.Entry::does).containsExactly(Does.WAITS);
    }
    clock.tick(Duration.ofDays(1));
    String tuesday = Files.readString(file("register-of-monday.csv"))
        .replace("+79000008001;-500,00", "+79000008001;-20,00");
    register(Files.writeString(directory.resolve("tuesday.csv"), tuesday), "2026-11-24");
    assertThat(balance("FR1")).as("what the register says").isEqualByComparingTo("-20");
    assertThat(balance("FR2")).as("the register knows of no payment").isEqualByComparingTo("-500");
    assertThat(account("FR2").debt().pending()).isEqualTo(PendingPayments.NONE);
    assertThat(history("FR2")).extracting(PaymentHistory.Entry::does).containsExactly(Does.IN_REGISTER);
  }

  @Test
  void a_payment_and_the_register_that_may_know_it_wait_in_either_order() throws IOException {
    clock.set(Instant.parse("2026-11-22T09:00:00Z"));
    register(file("register-of-monday.csv"), "2026-11-22");
    clock.set(Instant.parse("2026-11-23T06:00:00Z"));
    take("payments-of-friday.csv", "bank");
    register(file("register-of-monday.csv"), "2026-11-23");
    assertThat(account("FR1").debt().pending().toldAt()).contains(clock.instant());
  }

  @Test
  void a_register_of_another_source_settles_nothing() throws IOException {
    clock.set(Instant.parse("2026-11-23T09:00:00Z"));
    register(file("register-of-monday.csv"), "2026-11-23");
    take("payments-of-friday.csv", "bank");
    clock.tick(Duration.ofDays(1));
    Path other = Files.writeString(
        directory.resolve("other.csv"),
        Files.readString(file("register-of-monday.csv")).replace("FR", "ZZ").replace("+79000008", "+79000009"));
    register(other, "2026-11-24", "another billing");
    assertThat(account("FR1").debt().pending().toldAt()).isPresent();
  }

  @Test
  void two_banks_give_the_same_id_to_two_payments() {
    register();
    assertThat(take("payments-bank-a.csv", "sber").taken()).isEqualTo(1);
    assertThat(take("payments-bank-b.csv", "tinkoff").taken()).isEqualTo(1);
    assertThat(balance("100101")).isZero();
    assertThat(balance("100102")).isZero();
    assertThat(take("payments-bank-b.csv", "tinkoff").known()).isEqualTo(1);
    assertThat(store.fetchCount(PAYMENT)).isEqualTo(2);
  }

  @Test
  void a_reversal_that_is_told_in_both_forms_takes_the_payment_back_once() {
    register();
    take("payments-bank-a.csv", "sber");
    PaymentImport.Report report = take("payments-reversal.csv", "sber");
    assertThat(report.counts()).isEqualTo(new PaymentImport.Counts(0, 1, 0, 1));
    assertThat(report.refused()).isEmpty();
    assertThat(balance("100101")).isEqualByComparingTo("-650");
    assertThat(take("payments-bank-a.csv", "sber").known()).as("the old file again").isEqualTo(1);
    assertThat(take("payments-reversal.csv", "sber").known()).as("the reversal again").isEqualTo(2);
    assertThat(balance("100101")).isEqualByComparingTo("-650");
    assertThat(history("100101")).singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.does()).isEqualTo(Does.TAKEN_BACK);
              assertThat(entry.amount().amount()).as("as it was told").isEqualByComparingTo("650");
              assertThat(entry.changes()).singleElement()
                  .satisfies(change -> assertThat(change.toldAs()).isEqualTo("15-R"));
            });
  }

  @Test
  void a_reversal_of_a_payment_that_this_source_never_told_is_refused_with_the_reason() {
    register();
    take("payments-bank-a.csv", "sber");
    PaymentImport.Report report = take("payments-reversal.csv", "tinkoff");
    assertThat(report.taken()).isZero();
    assertThat(report.refused()).hasSize(2)
        .allSatisfy(
            refusal -> assertThat(refusal.reason().english()).startsWith("takes back a payment that is not known"));
    assertThat(balance("100101")).isZero();
  }

  @Test
  void a_payment_that_is_told_for_another_contract_moves_there_and_both_contracts_show_it() {
    register();
    take("payments-wrong-contract.csv", "bank");
    assertThat(balance("100103")).isZero();
    PaymentImport.Report report = take("payments-moved.csv", "bank");
    assertThat(report.counts()).isEqualTo(new PaymentImport.Counts(0, 0, 1, 0));
    assertThat(balance("100103")).isEqualByComparingTo("-1100");
    assertThat(balance("100104")).isEqualByComparingTo("600");
    assertThat(withdrawals.accounts).contains(account("100104").id());
    assertThat(take("payments-wrong-contract.csv", "bank").known()).as("the old file again").isEqualTo(1);
    assertThat(balance("100103")).isEqualByComparingTo("-1100");
    assertThat(history("100103")).extracting(PaymentHistory.Entry::does).containsExactly(Does.MOVED_AWAY);
    assertThat(history("100104")).singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.does()).isEqualTo(Does.LOWERS_DEBT);
              assertThat(entry.changes()).extracting(PaymentHistory.Change::moved)
                  .containsExactly(Optional.of(new PaymentHistory.Move("100103", "100104")));
            });
  }

  @Test
  void a_kept_promise_is_open_again_when_its_payment_is_taken_back_and_broken_when_its_day_has_passed()
      throws IOException {
    register();
    UUID later = promise("100101", "650", LocalDate.of(2026, 11, 30));
    UUID passed = promise("100103", "1100", LocalDate.of(2026, 11, 28));
    take("payments-bank-a.csv", "sber");
    assertThat(take("payments-wrong-contract.csv", "bank").settled()).isEqualTo(new SettledPromiseCounts(1, 0, 0));
    assertThat(state(later)).isEqualTo("KEPT");
    assertThat(state(passed)).isEqualTo("KEPT");
    clock.set(Instant.parse("2026-11-29T06:00:00Z"));
    take("payments-reversal.csv", "sber");
    take("payments-moved.csv", "bank");
    assertThat(state(later)).isEqualTo("OPEN");
    assertThat(state(passed)).isEqualTo("BROKEN");
    assertThat(store.fetchSingle(PROMISE, PROMISE.ID.eq(later)).getSettledAt()).isNull();
    assertThat(store.fetchSingle(PROMISE, PROMISE.ID.eq(passed)).getPaid()).isZero();
  }

  @Test
  void a_payment_with_a_value_date_ahead_waits_as_announced_and_counts_from_its_day() throws IOException {
    register();
    UUID promise = promise("100105", "500", LocalDate.of(2026, 12, 1));
    PaymentImport.Report report = take(HEADER + "V1,100105,500,RUB,2026-12-01\n");
    assertThat(report.announced()).isEqualTo(1);
    assertThat(balance("100105")).isEqualByComparingTo("-500");
    assertThat(history("100105")).extracting(PaymentHistory.Entry::does).containsExactly(Does.ANNOUNCED);
    assertThat(state(promise)).isEqualTo("OPEN");
    clock.set(Instant.parse("2026-11-30T20:59:59Z"));
    payments.countAnnounced();
    assertThat(balance("100105")).isEqualByComparingTo("-500");
    clock.set(Instant.parse("2026-11-30T21:00:00Z"));
    assertThat(payments.countAnnounced()).isEqualTo(2);
    assertThat(balance("100105")).isZero();
    assertThat(account("100105").debt().pending()).isEqualTo(PendingPayments.NONE);
    assertThat(withdrawals.accounts).containsExactly(account("100105").id());
    assertThat(state(promise)).isEqualTo("KEPT");
    assertThat(payments.countAnnounced()).as("counted once").isZero();
  }

  @Test
  void a_payment_that_is_told_otherwise_under_its_id_is_refused_and_says_what_to_do() throws IOException {
    register();
    take(HEADER + "A,100106,300,RUB,2026-11-28\n");
    assertThat(take(HEADER + "A,100106,350,RUB,2026-11-28\n").refused()).singleElement()
        .satisfies(refusal -> assertThat(refusal.reason().english())
            .contains("take the payment back with the negative amount"));
    assertThat(take(HEADER + "A,100106,-300,RUB,2026-11-28\nA2,100106,350,RUB,2026-11-28\n").taken()).isEqualTo(2);
    assertThat(balance("100106")).isEqualByComparingTo("-150");
  }

  @Test
  void what_was_told_about_a_payment_is_never_changed() {
    register();
    take("payments-bank-a.csv", "sber");
    take("payments-reversal.csv", "sber");
    assertThat(store.fetchCount(PAYMENT_CHANGE)).isEqualTo(1);
    assertThatThrownBy(
        () -> store.update(PAYMENT_CHANGE).set(PAYMENT_CHANGE.AMOUNT, BigDecimal.ONE).execute())
        .hasMessageContaining("never changed");
    assertThatThrownBy(() -> store.deleteFrom(PAYMENT_CHANGE).execute())
        .hasMessageContaining("never changed");
  }

  private void register() {
    register(file("register-for-payments.csv"), "2026-11-28");
  }

  private void register(Path file, String day) {
    register(file, day, "billing");
  }

  private void register(Path file, String day, String source) {
    new CsvRegisterImport(new JooqSnapshots(store, clock), clock)
        .take(
            new RegisterImport.Request(
                file, Optional.empty(), new RegisterImport.Origin(source, Optional.of(LocalDate.parse(day))),
                Mapping.Defaults.NONE,
                new RegisterImport.Outputs(Optional.of(directory.resolve("rejected.csv")), Optional.empty()),
                new Manner(false, true)),
            Progress.NONE);
  }

  private PaymentImport.Report take(String name, String source) {
    return take(file(name), source);
  }

  private PaymentImport.Report take(String text) throws IOException {
    return take(Files.writeString(directory.resolve("payments.csv"), text), "bank");
  }

  private PaymentImport.Report take(Path file, String source) {
    return new CsvPaymentFileImport(payments)
        .take(
            new PaymentFileImport.Request(
                file, Optional.empty(), Optional.of(directory.resolve("rejected-payments.csv")), Optional.empty(),
                new PaymentImport.Manner(source, false)),
            Progress.NONE)
        .taken();
  }

  private static Path file(String name) {
    return Path.of(PaymentCasesTest.class.getResource("/cases/" + name).getPath());
  }

  private UUID promise(String number, String amount, LocalDate day) {
    return PromiseRows.insert(store, account(number), amount, "2026-11-27T08:00:00Z", day);
  }

  private String state(UUID promise) {
    return store.fetchSingle(PROMISE, PROMISE.ID.eq(promise)).getState();
  }

  private List<PaymentHistory.Entry> history(String number) {
    return new JooqPaymentHistory(store, clock).of(account(number));
  }

  private BigDecimal balance(String number) {
    return account(number).debt().balance().amount();
  }

  private Account account(String number) {
    return accounts.byNumber(number).orElseThrow();
  }
}
