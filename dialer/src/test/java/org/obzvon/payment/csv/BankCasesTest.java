package org.obzvon.payment.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.PAYMENT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obzvon.document.BadInput;
import org.obzvon.fixture.TestClock;
import org.obzvon.fixture.TestStore;
import org.obzvon.payment.PaymentFileImport;
import org.obzvon.payment.PaymentFormat;
import org.obzvon.payment.PaymentImport;
import org.obzvon.payment.RecordingWithdrawals;
import org.obzvon.payment.jooq.JooqPayments;
import org.obzvon.register.Mapping;
import org.obzvon.register.Progress;
import org.obzvon.register.RegisterImport;
import org.obzvon.register.Snapshots.Manner;
import org.obzvon.register.csv.CsvRegisterImport;
import org.obzvon.register.jooq.JooqSnapshots;

/// Tests files of banks, from the file to the store.
@Tag("slow")
class BankCasesTest {
  @TempDir
  private Path folder;
  private final DSLContext store = TestStore.fresh();
  private final TestClock clock = new TestClock(Instant.parse("2026-11-28T15:00:00Z"));
  private final PaymentFileImport files = new CsvPaymentFileImport(
      new PaymentImport(new JooqPayments(store, clock), new RecordingWithdrawals()));

  @BeforeEach
  void register() {
    new CsvRegisterImport(new JooqSnapshots(store, clock), clock)
        .take(
            new RegisterImport.Request(
                file("register-for-payments.csv"), Optional.empty(),
                new RegisterImport.Origin("billing", Optional.of(LocalDate.parse("2026-11-26"))), Mapping.Defaults.NONE,
                new RegisterImport.Outputs(Optional.of(folder.resolve("rejected.csv")), Optional.empty()),
                new Manner(false, true)),
            Progress.NONE);
  }

  private static Path file(String name) {
    return Path.of(BankCasesTest.class.getResource("/cases/" + name).getPath());
  }

  private PaymentFileImport.Report take(Path file, Optional<PaymentFormat> format, Optional<Path> mapping) {
    return files.take(
        new PaymentFileImport.Request(
            file, mapping, Optional.of(folder.resolve("rejected-payments.csv")), Optional.empty(),
            new PaymentImport.Manner("bank", false), format),
        Progress.NONE);
  }

  private PaymentFileImport.Report take(String name) {
    return take(file(name), Optional.empty(), Optional.empty());
  }

  private List<String> stored() {
    return store.select(ACCOUNT.NUMBER, PAYMENT.AMOUNT).from(PAYMENT).join(ACCOUNT)
        .on(ACCOUNT.ID.eq(PAYMENT.ACCOUNT_ID))
        .orderBy(ACCOUNT.NUMBER).fetch(row -> row.value1() + " " + row.value2().toPlainString());
  }

  @ParameterizedTest
  @CsvSource({
    "bank-sberbank-1251.txt, 100101 650.00|100102 290.00, 0, sberbank",
    "bank-1c-client-exchange.txt, 100101 650.00, 0, 1c",
    "bank-mt940.sta, 200101 180.00, 0, mt940",
    "bank-camt053.xml, '', 1, camt053"})
  void a_file_of_a_bank_is_taken_whole_and_only_once(String name, String payments, int rejected, String form) {
    PaymentFileImport.Report report = take(name);
    assertThat(String.join("|", stored())).isEqualTo(payments);
    assertThat(report.rejected()).isEqualTo(rejected);
    assertThat(report.form().english()).startsWith(form + ", ");
    assertThat(report.rows().read()).isEqualTo(report.taken().taken() + report.rejected());
    assertThat(take(name).taken().known()).isEqualTo(report.taken().taken());
    assertThat(String.join("|", stored())).isEqualTo(payments);
  }

  @Test
  void a_register_whose_total_is_wrong_stores_nothing() throws IOException {
    String text = Files.readString(file("bank-sberbank-1251.txt"), java.nio.charset.Charset.forName("windows-1251"));
    Path wrong = Files.writeString(folder.resolve("wrong.txt"), text.replace("=2;940,00", "=2;940,01"));
    assertThatThrownBy(() -> take(wrong, Optional.empty(), Optional.empty())).isInstanceOf(BadInput.class);
    assertThat(stored()).isEmpty();
  }

  @Test
  void the_mapping_says_how_a_bank_writes_the_account() throws IOException {
    Path statement = Files.writeString(folder.resolve("own.sta"),
        Files.readString(file("bank-mt940.sta")).replace("contract 200101", "client code 200101"));
    assertThat(take(statement, Optional.of(PaymentFormat.MT940), Optional.empty()).rejected()).isEqualTo(1);
    Path mapping = Files.writeString(folder.resolve("mapping.yaml"), "account-in-purpose: ['client code (\\d+)']\n");
    assertThat(take(statement, Optional.empty(), Optional.of(mapping)).taken().taken()).isEqualTo(1);
    assertThat(stored()).containsExactly("200101 180.00");
    Path bad = Files.writeString(folder.resolve("bad.yaml"), "account-in-purpose: ['client code \\d+']\n");
    assertThatThrownBy(() -> take(statement, Optional.empty(), Optional.of(bad))).isInstanceOf(BadInput.class)
        .hasMessageContaining("bad.yaml:1");
  }

  @Test
  void a_format_that_the_file_has_not_is_refused() {
    assertThatThrownBy(() -> take(file("bank-mt940.sta"), Optional.of(PaymentFormat.CLIENT_BANK_1C), Optional.empty()))
        .isInstanceOf(BadInput.class).hasMessageContaining("form 1c");
  }
}
