package org.obzvon.payment.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.PAYMENT;
import static org.obzvon.jooq.Tables.PROMISE;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.document.BadInput;
import org.obzvon.fixture.TestStore;
import org.obzvon.payment.PaidAt;
import org.obzvon.payment.PaymentFileImport;
import org.obzvon.payment.PaymentFileImport.Report;
import org.obzvon.payment.PaymentImport;
import org.obzvon.payment.PaymentRow;
import org.obzvon.payment.PromiseSettlement;
import org.obzvon.payment.RecordingWithdrawals;
import org.obzvon.payment.SettledPromiseCounts;
import org.obzvon.payment.jooq.JooqPayments;
import org.obzvon.payment.jooq.JooqPromises;
import org.obzvon.register.Language;
import org.obzvon.register.Mapping;
import org.obzvon.register.PendingPayments;
import org.obzvon.register.Progress;
import org.obzvon.register.RegisterImport;
import org.obzvon.register.Snapshots.Manner;
import org.obzvon.register.csv.CsvRegisterImport;
import org.obzvon.register.jooq.JooqAccounts;
import org.obzvon.register.jooq.JooqSnapshots;

@Tag("slow")
class CsvPaymentFileImportTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-24T09:00:00Z"));
  private static final LocalDate REGISTER_DAY = LocalDate.of(2026, 11, 22);
  private static final String HEADER = "external id,account,amount,currency,paid at\n";

  @TempDir
  Path directory;
  private DSLContext store;
  private JooqAccounts accounts;
  private RecordingWithdrawals withdrawals;
  private PaymentImport payments;

  @BeforeEach
  void open() throws IOException {
    store = TestStore.fresh();
    accounts = new JooqAccounts(store);
    withdrawals = new RecordingWithdrawals();
    payments = new PaymentImport(new JooqPayments(store, CLOCK), withdrawals);
    register("1,A,+79000000101,-650\n2,B,+79000000102,-300\n", REGISTER_DAY);
  }

  @Test
  void payments_raise_balances_and_call_off_contacts_of_those_who_owe_nothing_any_more() throws IOException {
    Report report = take(HEADER + "P1,1,650.00,RUB,2026-11-23T10:00:00+03:00\nP2,2,\"100,50\",,23.11.2026 10:15\n");
    assertThat(report.taken().taken()).isEqualTo(2);
    assertThat(report.rejected()).isZero();
    assertThat(report.rejectedFile()).isEmpty();
    assertThat(balance("1")).isEqualByComparingTo("0");
    assertThat(balance("2")).isEqualByComparingTo("-199.50");
    assertThat(withdrawals.accounts).containsExactly(id("1"));
    assertThat(report.taken().withdrawn()).isEqualTo(1);
  }

  @Test
  void the_same_file_again_changes_nothing_and_repairs_a_withdrawal_that_a_crash_prevented() throws IOException {
    String file = HEADER + "P1,1,650.00,RUB,2026-11-23\n";
    withdrawals.broken = true;
    assertThatThrownBy(() -> take(file)).hasMessage("the process died here");
    assertThat(balance("1")).as("payment and balance stand together").isEqualByComparingTo("0");
    withdrawals.broken = false;
    Report again = take(file);
    assertThat(again.taken().known()).isEqualTo(1);
    assertThat(balance("1")).isEqualByComparingTo("0");
    assertThat(store.fetchCount(PAYMENT)).isEqualTo(1);
    assertThat(withdrawals.accounts).containsExactly(id("1"));
  }

  @Test
  void bad_rows_come_back_as_a_file_and_the_others_are_taken() throws IOException {
    Report report = take(HEADER + """
            P1,1,100,RUB,2026-11-23
            P2,9,100,RUB,2026-11-23
            P3,1,-150,RUB,2026-11-23
            P4,1,100,EUR,2026-11-23
            P5,1,100,RUB,yesterday
            P1,1,200,RUB,2026-11-23
            P6,1,100
            """);
    assertThat(report.taken().taken()).isEqualTo(1);
    assertThat(report.rejected()).isEqualTo(6);
    assertThat(Files.readAllLines(report.rejectedFile().orElseThrow()).stream().skip(1))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("3,account,9,is unknown"),
            line -> assertThat(line).startsWith("4,amount,'-150,\"takes back more than is left of the payment P1"),
            line -> assertThat(line).startsWith("5,currency,EUR,"),
            line -> assertThat(line).startsWith("6,paid at,yesterday,"),
            line -> assertThat(line).startsWith("7,external id,P1,"),
            line -> assertThat(line).startsWith("8,,,"));
    assertThat(balance("1")).isEqualByComparingTo("-550");
  }

  @Test
  void an_amount_that_names_another_currency_than_the_row_or_the_account_is_no_payment() throws IOException {
    Report report = take(HEADER + """
            P1,1,100 руб.,RUB,2026-11-23
            P2,1,100 USD,,2026-11-23
            P3,1,€100,RUB,2026-11-23
            P4,1,100 lei,RUB,2026-11-23
            P5,2,100 ₽,,2026-11-23
            """);
    assertThat(report.taken().taken()).isEqualTo(2);
    assertThat(Files.readAllLines(report.rejectedFile().orElseThrow()).stream().skip(1))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("3,currency,"),
            line -> assertThat(line).startsWith("4,amount,€100,\"names EUR, and the currency of the row is RUB"),
            line -> assertThat(line).startsWith(
                "5,amount,100 lei,\"names MDL, RON, and the currency of the row is RUB"));
    assertThat(balance("1")).isEqualByComparingTo("-550");
  }

  @Test
  void a_payment_made_before_the_registers_day_and_told_after_it_leaves_the_balance_and_waits() throws IOException {
    Report report = take(HEADER + "P1,1,100,RUB,2026-11-21 23:59:59\nP2,2,100,RUB,2026-11-22 00:00:00\n");
    assertThat(report.taken().taken()).isEqualTo(2);
    assertThat(report.taken().waiting()).isEqualTo(1);
    assertThat(balance("1")).isEqualByComparingTo("-650");
    assertThat(balance("2")).as("the register cannot know it").isEqualByComparingTo("-200");
    assertThat(pending("1").toldAt()).contains(CLOCK.instant());
    assertThat(pending("2")).isEqualTo(PendingPayments.NONE);
    register("1,A,+79000000101,-550\n2,B,+79000000102,-200\n", LocalDate.of(2026, 11, 25));
    assertThat(pending("1")).as("the next register settles it").isEqualTo(PendingPayments.NONE);
    assertThat(balance("1")).isEqualByComparingTo("-550");
  }

  @Test
  void a_register_and_a_payment_of_its_day_give_the_same_balance_in_either_order() throws IOException {
    take(HEADER + "P1,1,100,RUB,2026-11-23 12:00:00\nP2,2,40,RUB,2026-11-22 12:00:00\n");
    register("1,A,+79000000101,-650\n2,B,+79000000102,-260\n", REGISTER_DAY.plusDays(1));
    assertThat(balance("1")).as("paid since the begin of the register's day").isEqualByComparingTo("-550");
    assertThat(balance("2")).as("the register holds it already").isEqualByComparingTo("-260");
  }

  @Test
  void a_dry_run_counts_and_changes_nothing() throws IOException {
    Report report = take(HEADER + "P1,1,650.00,RUB,2026-11-23\n", new PaymentImport.Manner("bank", true));
    assertThat(report.taken().taken()).isEqualTo(1);
    assertThat(store.fetchCount(PAYMENT)).isZero();
    assertThat(balance("1")).isEqualByComparingTo("-650");
    assertThat(withdrawals.accounts).isEmpty();
  }

  @Test
  void a_lone_quote_swallows_no_payment_and_every_row_is_taken_or_rejected() throws IOException {
    Report report = take(HEADER + "P1,1,\"1.00,RUB,2026-11-23\nP2,1,2.00,RUB,2026-11-23\nP3,1,3\",RUB,2026-11-23\n");
    assertThat(report.taken().taken()).isEqualTo(1);
    assertThat(report.rejected()).isEqualTo(2);
    assertThat(report.rows().read()).isEqualTo(3);
    assertThat(report.rows().rejections()).filteredOn(finding -> finding.reason().code().equals("row.quote-swallows"))
        .hasSize(2)
        .allSatisfy(finding -> assertThat(finding.reason().english()).contains("opens on line 2 and closes on line 4"));
    assertThat(balance("1")).isEqualByComparingTo("-648");
  }

  @Test
  void a_file_that_breaks_on_its_last_line_takes_nothing() {
    assertThatThrownBy(() -> take(HEADER + "P1,1,650.00,RUB,2026-11-23\nP2,1,1,RUB,2026-11-23\0\n"))
        .isInstanceOf(BadInput.class);
    assertThat(store.fetchCount(PAYMENT)).isZero();
  }

  @Test
  void payments_are_also_taken_as_objects() {
    var report = payments.take(
        List.of(
            new PaymentRow(
                "X", "1", new BigDecimal("650"), Optional.of(Currency.getInstance("RUB")),
                new PaidAt.Exactly(CLOCK.instant()))));
    assertThat(report.taken()).isEqualTo(1);
    assertThat(withdrawals.accounts).containsExactly(id("1"));
    assertThat(store.fetchSingle(PAYMENT).getSource()).isEqualTo("api");
  }

  @Test
  void a_payment_keeps_a_promise_at_once_and_a_late_one_mends_what_the_sweep_called_broken() throws IOException {
    UUID first = promise("1", "650", LocalDate.of(2026, 11, 25));
    UUID second = promise("2", "300", LocalDate.of(2026, 11, 23));
    Report report = take(HEADER + "P1,1,650,RUB,2026-11-23\n");
    assertThat(report.taken().settled()).isEqualTo(new SettledPromiseCounts(1, 0, 0));
    assertThat(state(first)).isEqualTo("KEPT");
    var sweep = new PromiseSettlement(new JooqPromises(store));
    assertThat(sweep.run(Instant.parse("2026-11-23T20:59:59Z"))).isEqualTo(SettledPromiseCounts.NONE);
    assertThat(sweep.run(Instant.parse("2026-11-23T21:00:00Z"))).isEqualTo(new SettledPromiseCounts(0, 0, 1));
    assertThat(sweep.run(Instant.parse("2026-11-24T21:00:00Z"))).isEqualTo(SettledPromiseCounts.NONE);
    assertThat(take(HEADER + "P2,2,100,RUB,2026-11-23\n").taken().settled())
        .isEqualTo(new SettledPromiseCounts(0, 1, 0));
    assertThat(state(second)).isEqualTo("PARTLY_KEPT");
    assertThat(take(HEADER + "P3,2,200,RUB,2026-11-23\n").taken().settled())
        .isEqualTo(new SettledPromiseCounts(1, 0, 0));
    assertThat(store.fetchSingle(PROMISE, PROMISE.ID.eq(second)).getPaid()).isEqualByComparingTo("300");
  }

  @Test
  void the_example_can_be_imported_as_it_stands() {
    Path examples = Path.of(System.getProperty("project.root", "..")).resolve("deploy/examples");
    store = TestStore.fresh();
    accounts = new JooqAccounts(store);
    payments = new PaymentImport(new JooqPayments(store, CLOCK), withdrawals);
    register(examples.resolve("register.csv"), REGISTER_DAY);
    Report report = new CsvPaymentFileImport(payments)
        .take(
            new PaymentFileImport.Request(
                examples.resolve("payments.csv"), Optional.empty(), Optional.of(directory.resolve("r.csv")),
                Optional.empty(), new PaymentImport.Manner("bank", false)),
            Progress.NONE);
    assertThat(report.taken().taken()).isEqualTo(6);
    assertThat(withdrawals.accounts)
        .containsExactlyInAnyOrder(id("100101"), id("100105"), id("200101"), id("300101"));
    assertThat(balance("100109")).as("paid before the register was made").isEqualByComparingTo("-2100.50");
  }

  private Report take(String text) throws IOException {
    return take(text, new PaymentImport.Manner("bank", false));
  }

  private Report take(String text, PaymentImport.Manner manner) throws IOException {
    Path file = Files.writeString(directory.resolve("payments.csv"), text);
    return new CsvPaymentFileImport(payments)
        .take(
            new PaymentFileImport.Request(file, Optional.empty(), Optional.empty(), Optional.empty(), manner),
            Progress.NONE);
  }

  private void register(String rows, LocalDate day) throws IOException {
    register(Files.writeString(directory.resolve("register.csv"), "account,name,phones,balance\n" + rows), day);
  }

  private void register(Path file, LocalDate day) {
    new CsvRegisterImport(new JooqSnapshots(store, CLOCK), CLOCK)
        .take(
            new RegisterImport.Request(
                file, Optional.empty(), new RegisterImport.Origin("billing", Optional.of(day)),
                new Mapping.Defaults(
                    Optional.of("RU"), Optional.of(Currency.getInstance("RUB")), Optional.of(Language.RU),
                    Optional.of(ZoneId.of("Europe/Moscow"))),
                new RegisterImport.Outputs(Optional.of(directory.resolve("rejected.csv")), Optional.empty()),
                new Manner(false, false)),
            Progress.NONE);
  }

  private UUID promise(String number, String amount, LocalDate day) {
    return PromiseRows.insert(store, accounts.byNumber(number).orElseThrow(), amount, "2026-11-22T08:00:00Z", day);
  }

  private String state(UUID promise) {
    return store.fetchSingle(PROMISE, PROMISE.ID.eq(promise)).getState();
  }

  private BigDecimal balance(String number) {
    return store.fetchSingle(ACCOUNT, ACCOUNT.NUMBER.eq(number)).getBalance();
  }

  private PendingPayments pending(String number) {
    return accounts.byNumber(number).orElseThrow().debt().pending();
  }

  private UUID id(String number) {
    return accounts.byNumber(number).orElseThrow().id();
  }
}
