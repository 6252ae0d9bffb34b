package org.obzvon.register.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.jooq.Tables.ACCOUNT;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.TestStore;
import org.obzvon.register.Account;
import org.obzvon.register.Accounts;
import org.obzvon.register.Finding;
import org.obzvon.register.Mapping;
import org.obzvon.register.Progress;
import org.obzvon.register.RegisterImport;
import org.obzvon.register.RegisterImport.Report;
import org.obzvon.register.Snapshots.Manner;
import org.obzvon.register.jooq.JooqAccounts;
import org.obzvon.register.jooq.JooqSnapshots;

/// Small registers that were once read wrongly.
class RegisterCasesTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-28T09:00:00Z"));
  private static final Mapping.Defaults RUSSIA =
      new Mapping.Defaults(Optional.of("RU"), Optional.empty(), Optional.empty(), Optional.empty());

  @TempDir Path directory;
  private DSLContext store;
  private Accounts accounts;
  private RegisterImport register;

  @BeforeEach
  void open() {
    store = TestStore.fresh();
    accounts = new JooqAccounts(store);
    register = new CsvRegisterImport(new JooqSnapshots(store, CLOCK), CLOCK);
  }

  @Test
  void a_lone_quote_gives_no_account_a_value_of_another_line() {
    Report report = take("register-lone-quote.csv");
    addsUp(report, 4);
    assertThat(account("Q11").debt().balance()).hasToString("-500.00 RUB");
    assertThat(phones("Q11")).containsExactly("+79000004011");
    assertThat(phones("Q13")).containsExactly("+79000004013");
    assertThat(report.rows().remarks()).extracting(Finding::line).containsExactly(2, 4);
    assertThat(report.rows().remarks())
        .allSatisfy(found -> assertThat(found.reason().english()).contains("opens on line 2 and closes on line 4"));
  }

  @Test
  void koi8_r_is_read_as_what_it_is() {
    Report report = take("register-koi8r.csv");
    addsUp(report, 2);
    assertThat(report.form().english()).startsWith("KOI8-R");
    assertThat(account("K1").subscriber().name()).isEqualTo("Иванов Пётр Сергеевич");
  }

  @Test
  void words_for_nothing_join_nobody_and_are_no_dates() {
    Report report = take("register-null-words.csv");
    addsUp(report, 4);
    assertThat(report.heading().rejected()).isZero();
    assertThat(List.of("N00", "N01", "N04", "N05")).extracting(number -> account(number).household()).doesNotHaveDuplicates();
    assertThat(account("N01").debt().since()).isEmpty();
    assertThat(account("N00").subscriber().place().district()).isEmpty();
  }

  @Test
  void an_account_never_becomes_a_second_one_by_what_a_spreadsheet_made_of_its_number() throws IOException {
    String header = "account;name;phones;balance;currency;language;zone\n";
    String rest = ";A;+79000004111;-100,00;RUB;ru;Europe/Moscow\n";
    take((header + "100101" + rest).getBytes(StandardCharsets.UTF_8), LocalDate.of(2026, 11, 26));
    Report report =
        take((header + "100101.0" + rest + "1E+11" + rest + "=\"00100\"" + rest).getBytes(StandardCharsets.UTF_8), LocalDate.of(2026, 11, 27));
    addsUp(report, 3);
    assertThat(store.fetchCount(ACCOUNT)).isEqualTo(2);
    assertThat(account("100101").debt().inRegister()).isTrue();
    assertThat(account("00100").debt().inRegister()).isTrue();
    assertThat(report.rows().rejections()).singleElement()
        .satisfies(found -> assertThat(found.value()).isEqualTo("1E+11"));
  }

  @Test
  void an_amount_in_another_currency_than_the_row_is_rejected_with_its_cell() throws IOException {
    String text = "account;name;phones;balance;currency;language;zone\n1;A;+79000004111;-100 lei;643;ru;Europe/Moscow\n"
        + "2;A;+79000004112;(100,00) руб.;643;ru;Europe/Moscow\n";
    Report report = take(text.getBytes(StandardCharsets.UTF_8), LocalDate.of(2026, 11, 27));
    assertThat(report.rows().rejections()).singleElement()
        .satisfies(found -> assertThat(found.reason().code()).isEqualTo("row.amount-other-currency"));
    assertThat(account("2").debt().balance()).hasToString("-100.00 RUB");
  }

  @Test
  void numbers_with_remarks_are_left_out_and_extensions_are_kept_for_operators() {
    Report report = take("register-phone-remarks.csv");
    addsUp(report, 4);
    assertThat(phones("P02")).containsExactly("+74951234567");
    assertThat(account("P02").subscriber().extensions().values()).containsExactly("12");
    assertThat(phones("P16")).isEmpty();
    assertThat(phones("P18")).isEmpty();
    assertThat(phones("P40")).containsExactly("+79161234584");
    assertThat(account("P16").debt().isOwed()).as("it stays in the register").isTrue();
    assertThat(report.rows().remarks())
        .filteredOn(found -> found.reason().code().equals("row.phone-not-used"))
        .extracting(found -> found.line() + " " + found.value())
        .containsExactly("3 89161234567 (не звонить!)", "4 89161234569 умер");
  }

  @Test
  void of_the_end_to_end_register_the_dead_subscriber_has_no_number_and_the_others_have_their_own() {
    Report report = take("register-end-to-end.csv");
    addsUp(report, 8);
    assertThat(phones("L03")).isEmpty();
    assertThat(phones("L05")).containsExactly("+79000007005");
    assertThat(account("L05").debt().balance()).hasToString("-700.00 RUB");
  }

  private static void addsUp(Report report, int rows) {
    assertThat(report.rows().read()).isEqualTo(rows);
    assertThat(report.accepted() + report.heading().rejected()).isEqualTo(rows);
  }

  private Account account(String number) {
    return accounts.byNumber(number).orElseThrow();
  }

  private List<String> phones(String number) {
    return account(number).subscriber().phones().stream().map(Object::toString).toList();
  }

  private Report take(String name) {
    try (var in = getClass().getResourceAsStream("/cases/" + name)) {
      return take(in.readAllBytes(), LocalDate.of(2026, 11, 27));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Report take(byte[] text, LocalDate day) throws IOException {
    Path file = Files.write(directory.resolve("register.csv"), text);
    return register.take(
        new RegisterImport.Request(
            file, Optional.empty(), new RegisterImport.Origin("billing", Optional.of(day)), RUSSIA,
            new RegisterImport.Outputs(Optional.empty(), Optional.empty()), new Manner(false, false)),
        Progress.NONE);
  }
}
