package org.obzvon.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import de.siegmar.fastcsv.reader.CsvReader;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.obzvon.document.BadInput;
import org.obzvon.register.ServiceState;

class PopulationTest {
  private static final LocalDate START = LocalDate.of(2026, 3, 2);

  @Test
  void the_same_seed_gives_the_same_people_and_another_seed_gives_others() {
    assertThat(new Population(7, 500, START).debtors()).isEqualTo(new Population(7, 500, START).debtors());
    assertThat(new Population(7, 500, START).debtors()).isNotEqualTo(new Population(8, 500, START).debtors());
  }

  @Test
  void a_larger_population_begins_with_the_smaller_one() {
    var small = new Population(7, 100, START).debtors();
    assertThat(new Population(7, 200, START).debtors().subList(0, 99)).isEqualTo(small.subList(0, 99));
  }

  @Test
  void every_number_is_a_valid_one_and_stands_in_the_block_of_invented_numbers() throws NumberParseException {
    PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    for (Debtor debtor : new Population(7, 3_000, START).debtors()) {
      for (Debtor.Line line : debtor.person().lines()) {
        assertThat(line.phone().e164()).startsWith("+790000");
        assertThat(numbers.isValidNumber(numbers.parse(line.phone().e164(), null))).isTrue();
      }
    }
  }

  @Test
  void the_register_has_a_row_for_every_debtor_with_the_agreed_columns() {
    Population population = new Population(7, 2_000, START);
    var rows = CsvReader.builder().ofNamedCsvRecord(population.toRegisterCsv(START)).stream().toList();
    assertThat(rows).hasSize(2_000);
    assertThat(rows.getFirst().getHeader())
        .containsExactly("account", "name", "phones", "address", "district", "service", "tariff", "service state",
            "balance", "currency", "debt since", "restriction date", "language", "zone", "legal entity",
            "household", "tags");
    Set<String> accounts = new HashSet<>();
    rows.forEach(row -> {
      accounts.add(row.getField("account"));
      assertThat(row.getField("balance")).startsWith("-");
      assertThat(LocalDate.parse(row.getField("debt since"))).isBefore(START);
    });
    assertThat(accounts).hasSize(2_000);
    assertThat(rows).extracting(row -> row.getField("zone")).contains("", "Europe/Moscow", "Asia/Vladivostok");
    assertThat(rows).extracting(row -> row.getField("language")).contains("ru", "ro", "en");
    assertThat(rows).extracting(row -> row.getField("legal entity")).contains("yes", "no");
  }

  @Test
  void an_earlier_register_holds_only_the_debts_that_had_begun() {
    Population population = new Population(7, 500, START);
    long begun = population.debtors().stream().filter(d -> !d.arrears().since().isAfter(START.minusDays(10))).count();
    assertThat(population.toRegisterCsv(START.minusDays(10)).lines().count()).isEqualTo(begun + 1);
    assertThat(begun).isBetween(100L, 400L);
  }

  @Test
  void some_households_have_several_accounts_that_share_a_phone() {
    Population population = new Population(7, 2_000, START);
    var shared = population.debtors().stream()
        .map(debtor -> population.ofHousehold(debtor.contract().household()))
        .filter(members -> members.size() > 1)
        .toList();
    assertThat(shared.size()).isBetween(150, 700);
    assertThat(shared).allSatisfy(members -> assertThat(members.get(0).person().lines().getFirst())
        .isEqualTo(members.get(1).person().lines().getFirst()));
  }

  @Test
  void whoever_is_restricted_was_restricted_before_the_start_and_the_others_have_it_ahead() {
    assertThat(new Population(7, 1_000, START).debtors()).allSatisfy(debtor -> {
      boolean ahead = debtor.arrears().restrictionOn().isAfter(START);
      assertThat(ahead).isEqualTo(debtor.contract().state() == ServiceState.ACTIVE);
    });
  }

  @Test
  void a_population_without_people_is_refused() {
    assertThatThrownBy(() -> new Population(7, 0, START))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("between 1 and 1000000");
  }
}
