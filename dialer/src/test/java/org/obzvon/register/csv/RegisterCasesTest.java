package org.obzvon.register.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ASSIGNMENT;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.document.BadInput;
import org.obzvon.fixture.TestStore;
import org.obzvon.register.Account;
import org.obzvon.register.Accounts;
import org.obzvon.register.Finding;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Mapping;
import org.obzvon.register.Progress;
import org.obzvon.register.RegisterImport;
import org.obzvon.register.RegisterImport.Report;
import org.obzvon.register.Snapshots.Manner;
import org.obzvon.register.Snapshots.Taken;
import org.obzvon.register.jooq.JooqAccounts;
import org.obzvon.register.jooq.JooqSnapshots;

/// Tests small registers that were once read wrongly.
@Tag("slow")
class RegisterCasesTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-28T09:00:00Z"));
  private static final Mapping.Defaults RUSSIA = new Mapping.Defaults(Optional.of("RU"), Optional.empty(),
      Optional.empty(), Optional.empty());

  @TempDir
  Path directory;
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
    assertThat(List.of("N00", "N01", "N04", "N05")).extracting(number -> account(number).household())
        .doesNotHaveDuplicates();
    assertThat(account("N01").debt().since()).isEmpty();
    assertThat(account("N00").subscriber().place().district()).isEmpty();
  }

  @Test
  void an_account_never_becomes_a_second_one_by_what_a_spreadsheet_made_of_its_number() throws IOException {
    String header = "account;name;phones;balance;currency;language;zone\n";
    String rest = ";A;+79000004111;-100,00;RUB;ru;Europe/Moscow\n";
    take((header + "100101" + rest).getBytes(StandardCharsets.UTF_8), LocalDate.of(2026, 11, 26));
    Report report = take(
        (header + "100101.0" + rest + "1E+11" + rest + "=\"00100\"" + rest).getBytes(StandardCharsets.UTF_8),
        LocalDate.of(2026, 11, 27));
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
  void a_number_that_one_row_says_not_to_call_is_called_for_no_row_however_often_and_in_whatever_form_it_is_written()
      throws IOException {
    String end = ";-100,00;RUB;ru;Europe/Moscow";
    Report report = take(
        text(
            List.of(
                "1;A;+79161204567" + end, "2;B;89161204567 (не звонить!), 89161234569" + end,
                "3;C;8 (916) 120-45-67 доб. 12, +79161234568" + end,
                "4;D;+79161234570 nu sunați;x;RUB;ru;Europe/Moscow",
                "5;E;+79161234571, +79161234570" + end, "6;F;+79161234568, умер" + end)),
        LocalDate.of(2026, 11, 27));
    addsUp(report, 6);
    assertThat(phones("1")).isEmpty();
    assertThat(phones("2")).containsExactly("+79161234569");
    assertThat(phones("3")).as("the words of a whole cell concern all of its numbers").isEmpty();
    assertThat(account("3").subscriber().extensions()).isEmpty();
    assertThat(phones("5")).as("a rejected row is heard too").containsExactly("+79161234571");
    assertThat(report.rows().remarks())
        .filteredOn(found -> found.reason().code().equals("row.phone-not-used-elsewhere"))
        .extracting(found -> found.line() + " " + found.value() + " " + found.reason().values().getFirst().text())
        .containsExactly("2 +79161204567 3", "4 +79161204567 3", "4 +79161234568 7", "6 +79161234570 5");
    assertThat(households("1", "2", "3", "5", "6")).as("a number that nobody may call joins nobody").hasSize(5);
  }

  @Test
  void of_the_end_to_end_register_the_dead_subscriber_has_no_number_and_the_others_have_their_own() {
    Report report = take("register-end-to-end.csv");
    addsUp(report, 8);
    assertThat(phones("L03")).isEmpty();
    assertThat(phones("L05")).containsExactly("+79000007005");
    assertThat(account("L05").debt().balance()).hasToString("-700.00 RUB");
  }

  @Test
  void a_number_of_many_accounts_joins_nobody_and_is_reported_with_the_count() throws IOException {
    List<String> rows = new ArrayList<>();
    for (int i = 10; i < 18; i++) {
      rows.add("S" + i + ";A;+790000040" + i + ", +74951234580;-100,00;RUB;ru;Europe/Moscow");
    }
    Report report = take(text(rows), LocalDate.of(2026, 11, 27));
    addsUp(report, 8);
    assertThat(households("S10", "S11", "S12", "S13", "S14", "S15", "S16", "S17")).hasSize(8);
    assertThat(report.rows().remarks()).filteredOn(found -> found.reason().code().equals("row.phone-shared"))
        .singleElement()
        .satisfies(found -> assertThat(found.value() + " " + found.reason())
            .startsWith("+74951234580 stands in 8 accounts"));
    assertThat(phones("S10")).as("caps by number still hold").contains("+74951234580");
  }

  @Test
  void a_placeholder_number_joins_nobody_is_not_used_and_is_reported() {
    Report report = take("register-placeholder-phone.csv");
    addsUp(report, 30);
    assertThat(report.heading().rejected()).isZero();
    assertThat(((Taken.Stored) report.taken()).households()).isEqualTo(30);
    assertThat(phones("X0007")).containsExactly("+79000000007");
    assertThat(report.warnings()).anySatisfy(
        warning -> {
          assertThat(warning.reason().code()).isEqualTo("row.phone-placeholder");
          assertThat(warning.rows()).as("one of the accounts has a second such number").isEqualTo(31);
        });
  }

  @Test
  void a_household_that_a_corrected_register_does_not_support_is_parted_and_the_arms_stay() throws IOException {
    String end = ";-100,00;RUB;ru;Europe/Moscow";
    take(text(List.of("1;A;+79000004011, +79000004099" + end, "2;B;+79000004012, +79000004099" + end,
        "3;C;+79000004012" + end)),
        LocalDate.of(2026, 11, 26));
    assertThat(households("1", "2", "3")).hasSize(1);
    UUID old = account("1").household();
    UUID drawn = IdGenerator.next();
    store.insertInto(ASSIGNMENT)
        .set(ASSIGNMENT.ID, drawn).set(ASSIGNMENT.EXPERIMENT, "e").set(ASSIGNMENT.HOUSEHOLD_ID, old)
        .set(ASSIGNMENT.ARM, "SMS").set(ASSIGNMENT.BUCKET, java.math.BigDecimal.ZERO).set(ASSIGNMENT.SEED, "s")
        .set(ASSIGNMENT.WEIGHTS, "SMS=100").set(ASSIGNMENT.ASSIGNED_AT, CLOCK.instant())
        .execute();

    Report report = take(text(List.of("1;A;+79000004011" + end, "2;B;+79000004012" + end, "3;C;+79000004012" + end)),
        LocalDate.of(2026, 11, 27));
    assertThat(((Taken.Stored) report.taken()).joining().parted()).isEqualTo(2);
    assertThat(account("1").household()).isEqualTo(old);
    assertThat(account("2").household()).isNotEqualTo(old).isEqualTo(account("3").household());
    assertThat(store.fetchSingle(ASSIGNMENT, ASSIGNMENT.HOUSEHOLD_ID.eq(account("2").household())).getArm())
        .isEqualTo("SMS");

    take(text(List.of("1;A;+79000004011" + end, "2;B;+79000004012" + end, "3;C;+79000004013" + end)),
        LocalDate.of(2026, 11, 28));
    assertThat(households("1", "2", "3")).as("the joining number left one of them alone").hasSize(3);
  }

  @Test
  void a_household_is_parted_over_two_sources_and_by_a_key_that_is_taken_back() throws IOException {
    String end = ";-100,00;RUB;ru;Europe/Moscow;";
    String header = "account;name;phones;balance;currency;language;zone;household\n";
    byte[] joined = (header + "1;A;+79000004011" + end + "F\n2;B;+79000004012" + end + "F\n")
        .getBytes(StandardCharsets.UTF_8);
    take(joined, LocalDate.of(2026, 11, 26));
    take("other", (header + "9;C;+79000004012" + end + "\n").getBytes(StandardCharsets.UTF_8),
        LocalDate.of(2026, 11, 26), false);
    assertThat(households("1", "2", "9")).hasSize(1);
    byte[] apart = (header + "1;A;+79000004011" + end + "\n2;B;+79000004013" + end + "\n")
        .getBytes(StandardCharsets.UTF_8);
    take(apart, LocalDate.of(2026, 11, 27));
    assertThat(households("1", "2", "9")).hasSize(3);
  }

  @Test
  void a_register_that_lacks_many_of_the_known_accounts_is_refused_until_that_is_allowed() throws IOException {
    String end = ";-100,00;RUB;ru;Europe/Moscow";
    List<String> all = new ArrayList<>();
    for (int i = 10; i < 20; i++) {
      all.add(i + ";A;+790000040" + i + end);
    }
    take(text(all), LocalDate.of(2026, 11, 26));
    byte[] cut = text(all.subList(0, 7));
    assertThatThrownBy(() -> take(cut, LocalDate.of(2026, 11, 27)))
        .isInstanceOf(BadInput.class).hasMessageContaining("lacks 3 of the 10 accounts");
    assertThat(account("19").debt().inRegister()).isTrue();
    Taken trial = register.take(request("billing", cut, LocalDate.of(2026, 11, 27), new Manner(true, false)),
        Progress.NONE).taken();
    assertThat(((Taken.Stored) trial).tooManyMissing()).isPresent();
    take("billing", cut, LocalDate.of(2026, 11, 27), true);
    assertThat(account("19").debt().inRegister()).isFalse();
    take(text(all.subList(0, 6)), LocalDate.of(2026, 11, 28));
    assertThat(account("16").debt().inRegister()).as("one of seven is not too many").isFalse();
  }

  private static byte[] text(List<String> rows) {
    return ("account;name;phones;balance;currency;language;zone\n" + String.join("\n", rows) + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private Set<UUID> households(String... numbers) {
    return Stream.of(numbers).map(number -> account(number).household()).collect(Collectors.toSet());
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
    return take("billing", text, day, false);
  }

  private Report take(String source, byte[] text, LocalDate day, boolean missing) throws IOException {
    return register.take(request(source, text, day, new Manner(false, false, missing)), Progress.NONE);
  }

  private RegisterImport.Request request(String source, byte[] text, LocalDate day, Manner manner) throws IOException {
    Path file = Files.write(directory.resolve("register.csv"), text);
    return new RegisterImport.Request(
        file, Optional.empty(), new RegisterImport.Origin(source, Optional.of(day)), RUSSIA,
        new RegisterImport.Outputs(Optional.empty(), Optional.empty()), manner);
  }
}
