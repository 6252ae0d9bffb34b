package org.obzvon.register.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.HOUSEHOLD;
import static org.obzvon.jooq.Tables.SNAPSHOT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.document.BadInput;
import org.obzvon.document.Sentence;
import org.obzvon.fixture.TestStore;
import org.obzvon.register.Account;
import org.obzvon.register.Accounts;
import org.obzvon.register.Language;
import org.obzvon.register.Mapping;
import org.obzvon.register.Progress;
import org.obzvon.register.RegisterImport;
import org.obzvon.register.RegisterImport.Origin;
import org.obzvon.register.RegisterImport.Outputs;
import org.obzvon.register.RegisterImport.Report;
import org.obzvon.register.ServiceState;
import org.obzvon.register.Snapshots.Manner;
import org.obzvon.register.Snapshots.Taken;
import org.obzvon.register.Warning;
import org.obzvon.register.jooq.JooqAccounts;
import org.obzvon.register.jooq.JooqSnapshots;

@Tag("slow")
class CsvRegisterImportTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T09:00:00Z"));
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private static final Mapping.Defaults MOSCOW = new Mapping.Defaults(
      Optional.of("RU"), Optional.of(Currency.getInstance("RUB")), Optional.of(Language.RU),
      Optional.of(ZoneId.of("Europe/Moscow")));
  private static final String HEADER = "account,name,phones,balance\n";

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
  void a_row_is_stored_with_everything_it_says() {
    take(
        """
        account;name;phones;address;district;service;tariff;service state;balance;currency;debt since;restriction date;\
        language;zone;legal entity;household;tags
        1;"Ion; Popescu";+37360000101, 060000102;str. Florilor 5;Botanica;internet;Acasă;restricted;-1 180,50;MDL;\
        2026-11-01;30.11.2026;ro;Europe/Chisinau;yes;F;router, tv
        """,
        TODAY, new Mapping.Defaults(Optional.of("MD"), Optional.empty(), Optional.empty(), Optional.empty()));
    Account account = accounts.byNumber("1").orElseThrow();
    assertThat(account.subscriber().name()).isEqualTo("Ion; Popescu");
    assertThat(account.subscriber().phones()).extracting(Object::toString)
        .containsExactly("+37360000101", "+37360000102");
    assertThat(account.subscriber().place().zone()).contains(ZoneId.of("Europe/Chisinau"));
    assertThat(account.subscriber().language()).isEqualTo(Language.RO);
    assertThat(account.subscriber().legalEntity()).isTrue();
    assertThat(account.subscription().state()).isEqualTo(ServiceState.RESTRICTED);
    assertThat(account.subscription().tags()).containsExactlyInAnyOrder("router", "tv");
    assertThat(account.debt().balance()).hasToString("-1180.50 MDL");
    assertThat(account.debt().since()).contains(LocalDate.of(2026, 11, 1));
    assertThat(account.debt().restrictionOn()).contains(LocalDate.of(2026, 11, 30));
    assertThat(account.debt().isOwed()).isTrue();
    assertThat(accounts.byIds(List.of(account.id()))).containsEntry(account.id(), account);
    assertThat(accounts.overdue(Optional.empty(), 10)).containsExactly(account);
    assertThat(store.fetchSingle(HOUSEHOLD).getKey()).isEqualTo("F");
  }

  @Test
  void bad_rows_come_back_as_a_file_with_line_column_value_and_reason_and_the_others_are_taken() throws IOException {
    Report report = take(HEADER + """
            1,Иванов,89000000101,-100
            2,Петров,7.9E+10,-100
            3,,89000000103,много
            1,Иванов,89000000101,-100
            5,Сидоров,89000000105
            6,Хороший,"89000000106, 12345",-1
            """);
    assertThat(report.accepted()).isEqualTo(2);
    assertThat(report.heading().rejected()).isEqualTo(4);
    assertThat(Files.readAllLines(report.rejectedFile().orElseThrow()).stream().skip(1))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("3,phones,7.9E+10,has lost digits").endsWith(",row.digits-lost,"),
            line -> assertThat(line).isEqualTo("4,name,,is empty,row.empty,"),
            line -> assertThat(line).startsWith("4,balance,много,is not an amount"),
            line -> assertThat(line).isEqualTo(
                "5,account,1,stands already on line 2; an account has one row,row.account-twice,2"),
            line -> assertThat(line).startsWith("6,,,has 3 cells where the header has 4"));
    assertThat(report.warnings()).extracting(Warning::reason).map(Sentence::english)
        .containsExactly("is not a telephone number of RU; the other phones were taken");
    assertThat(accounts.byNumber("6").orElseThrow().subscriber().phones()).hasSize(1);
    assertThat(accounts.byNumber("2")).isEmpty();
  }

  @Test
  void an_account_keeps_its_id_and_its_household_and_leaves_the_register_when_it_is_missing() {
    take(HEADER + "1,A,89000000101,-100\n2,B,89000000102,-200\n", TODAY.minusDays(1), MOSCOW);
    Account before = accounts.byNumber("1").orElseThrow();
    Report report = take(HEADER + "1,A,89000000102,-50\n3,C,89000000102,-10\n");
    assertThat(report.taken()).isEqualTo(new Taken.Stored(2, 1, 0, 1));
    Account after = accounts.byNumber("1").orElseThrow();
    assertThat(after.id()).isEqualTo(before.id());
    assertThat(after.household()).isEqualTo(before.household());
    assertThat(after.debt().balance()).hasToString("-50.00 RUB");
    Account gone = accounts.byNumber("2").orElseThrow();
    assertThat(gone.debt().isOwed()).isFalse();
    assertThat(accounts.byNumber("3").orElseThrow().household())
        .as("both households are as old; the smaller key decides").isEqualTo(before.household());
    assertThat(accounts.overdue(Optional.empty(), 10)).extracting(Account::number).containsExactly("1", "3");
    assertThat(store.fetchCount(HOUSEHOLD)).isEqualTo(2);
  }

  @Test
  void a_new_account_joins_the_household_of_an_account_that_left_the_register() {
    take(HEADER + "1,A,89000000101,-100\n", TODAY.minusDays(1), MOSCOW);
    take(HEADER + "2,B,89000000101,-100\n");
    assertThat(accounts.byNumber("2").orElseThrow().household())
        .isEqualTo(accounts.byNumber("1").orElseThrow().household());
  }

  @Test
  void the_very_same_file_of_the_same_day_changes_nothing_and_says_so() {
    String text = HEADER + "1,A,89000000101,-100\n";
    take(text);
    assertThat(take(text).taken()).isInstanceOf(Taken.AlreadyStored.class);
    assertThat(store.fetchCount(SNAPSHOT)).isEqualTo(1);
    assertThat(take(text, TODAY, MOSCOW, new Manner(false, true)).taken()).isEqualTo(new Taken.Stored(1, 1, 0, 0));
  }

  @Test
  void an_older_register_is_refused_whole() {
    take(HEADER + "1,A,89000000101,-100\n");
    assertThatThrownBy(() -> take(HEADER + "1,A,89000000101,-900\n", TODAY.minusDays(3), MOSCOW))
        .isInstanceOf(BadInput.class).hasMessageContaining("is older than the one of 2026-11-22");
    assertThat(accounts.byNumber("1").orElseThrow().debt().balance()).hasToString("-100.00 RUB");
  }

  @Test
  void a_file_without_one_good_row_takes_nobody_off_the_register() {
    take(HEADER + "1,A,89000000101,-100\n", TODAY.minusDays(1), MOSCOW);
    assertThatThrownBy(() -> take(HEADER)).isInstanceOf(BadInput.class).hasMessageContaining("no rows");
    assertThatThrownBy(() -> take(HEADER + "1,A,none,-100\n"))
        .isInstanceOf(BadInput.class).hasMessageContaining("register.csv.rejected.csv");
    assertThat(accounts.overdue(Optional.empty(), 10)).hasSize(1);
  }

  @Test
  void a_dry_run_counts_everything_and_changes_nothing() {
    Report report = take(HEADER + "1,A,89000000101,-100\n", TODAY, MOSCOW, new Manner(true, false));
    assertThat(report.taken()).isEqualTo(new Taken.Stored(1, 1, 1, 0));
    assertThat(store.fetchCount(ACCOUNT) + store.fetchCount(SNAPSHOT) + store.fetchCount(HOUSEHOLD)).isZero();
  }

  @Test
  void an_account_of_another_source_is_rejected_and_stays_what_it_was() {
    take(HEADER + "1,A,89000000101,-100\n");
    Path file = write(HEADER + "1,Z,89000000109,-1\n2,B,89000000102,-1\n");
    Report report = register.take(request(file, "other", TODAY, MOSCOW, new Manner(false, false)), Progress.NONE);
    assertThat(report.heading().rejected()).isEqualTo(1);
    assertThat(accounts.byNumber("1").orElseThrow().subscriber().name()).isEqualTo("A");
    assertThat(((Taken.Stored) report.taken()).leftRegister()).isZero();
  }

  @Test
  void hostile_text_is_stored_as_one_plain_line_and_a_huge_cell_rejects_its_row_alone() {
    Report report = take(HEADER
        + "1,\"=cmd|' /C calc'!A0\",89000000101,-1\n"
        + "2,\"Robert'); DROP TABLE account;--\r\nAction: Originate\",89000000102,-1\n"
        + "3,\"Анна\u202E<b>\u0007\",89000000103,-1\n"
        + "4," + "x".repeat(1 << 20) + ",89000000104,-1\n"
        + "\"5\n6\",B,89000000105,-1\n");
    assertThat(report.accepted()).isEqualTo(3);
    assertThat(report.heading().rejected()).isEqualTo(2);
    assertThat(accounts.overdue(Optional.empty(), 10)).extracting(account -> account.subscriber().name())
        .containsExactly("=cmd|' /C calc'!A0", "Robert'); DROP TABLE account;-- Action: Originate", "Анна<b>");
  }

  @Test
  void a_row_without_a_zone_is_taken_with_a_warning_and_an_unknown_zone_is_rejected() {
    var defaults = new Mapping.Defaults(MOSCOW.region(), MOSCOW.currency(), MOSCOW.language(), Optional.empty());
    Report report = take("account,name,phones,balance,zone\n1,A,89000000101,-1,\n2,B,89000000102,-1,UTC+3\n", TODAY,
        defaults);
    assertThat(report.accepted()).isEqualTo(1);
    assertThat(report.warnings()).extracting(Warning::reason).map(Sentence::english)
        .singleElement().asString().contains("nobody is called without a zone");
    assertThat(accounts.byNumber("1").orElseThrow().subscriber().place().zone()).isEmpty();
  }

  @Test
  void dates_that_cannot_be_are_rejected_and_a_restriction_that_came_tells_the_state() {
    Report report = take("account,name,phones,balance,debt since,restriction date,contract ended\n"
        + "1,A,89000000101,-1,2026-11-23,,\n2,B,89000000102,-1,1999-12-31,,\n3,C,89000000103,-1,31.02.2026,,\n"
        + "4,D,89000000104,-1,2026-10-01,2029-01-01,\n5,E,89000000105,-1,2026-10-01,2026-11-01,2026-12-01\n"
        + "6,F,89000000106,-1,2026-10-01,,2026-11-22\n7,G,89000000107,-1,2026-10-01,,2028-01-01\n");
    assertThat(report.heading().rejected()).isEqualTo(5);
    assertThat(accounts.overdue(Optional.empty(), 10)).extracting(Account::number).containsExactly("5");
    assertThat(accounts.byNumber("5").orElseThrow().subscription().state()).isEqualTo(ServiceState.RESTRICTED);
  }

  private Report take(String text) {
    return take(text, TODAY, MOSCOW);
  }

  private Report take(String text, LocalDate day, Mapping.Defaults defaults) {
    return take(text, day, defaults, new Manner(false, false));
  }

  private Report take(String text, LocalDate day, Mapping.Defaults defaults, Manner manner) {
    return register.take(request(write(text), "billing", day, defaults, manner), Progress.NONE);
  }

  private static RegisterImport.Request request(
      Path file, String source, LocalDate day, Mapping.Defaults defaults, Manner manner) {
    return new RegisterImport.Request(
        file, Optional.empty(), new Origin(source, Optional.of(day)), defaults,
        new Outputs(Optional.empty(), Optional.empty()), manner);
  }

  private Path write(String text) {
    try {
      return Files.writeString(directory.resolve("register.csv"), text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
