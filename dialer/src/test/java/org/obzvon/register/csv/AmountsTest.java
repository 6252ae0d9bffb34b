package org.obzvon.register.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.obzvon.register.Mapping.Decimal;

class AmountsTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      -650          | EITHER | -650
      −650,5        | EITHER | -650.5
      1 234,50      | EITHER | 1234.50
      1\u00A0234,50 | EITHER | 1234.50
      1,234.50      | EITHER | 1234.50
      1.234,50      | EITHER | 1234.50
      1.234.567     | EITHER | 1234567
      -350.0000     | EITHER | -350.0000
      0.350         | EITHER | 0.350
      1,234         | COMMA  | 1.234
      1,234         | POINT  | 1234
      1.234         | COMMA  | 1234
      +5            | POINT  | 5
      500,00-       | EITHER | -500
      (500,00)      | EITHER | -500
      –500,00       | EITHER | -500
      500,00 –      | EITHER | -500
      1 234,50 руб. | EITHER | 1234.50
      -500 р.       | EITHER | -500
      500р          | EITHER | 500
      ₽ 500         | EITHER | 500
      500 lei       | EITHER | 500
      -180.50 MDL   | EITHER | -180.50
      1 200 руб. 50 коп. | EITHER | 1200.50
      """)
  void amounts_are_read_as_they_are_written(String cell, Decimal decimal, String expected) {
    assertThat(Amounts.read(cell, decimal)).isEqualByComparingTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,234", "1.5E+4", "", "-", "500 70", "1234 567", "-500-", "(-500)", "12 штук", "руб.",
    "1,2,3.4", "=1+1", "999999999999999", "1.2.3", "--5"})
  void what_is_no_amount_or_could_be_two_is_refused(String cell) {
    assertThatThrownBy(() -> Amounts.read(cell, Decimal.EITHER)).isInstanceOf(UnreadableCell.class);
  }

  @Test
  void a_word_beside_an_amount_names_the_currencies_it_may_mean() {
    assertThat(Amounts.currencies("500 руб.")).containsExactly("RUB");
    assertThat(Amounts.currencies("500 lei")).containsExactlyInAnyOrder("MDL", "RON");
    assertThat(Amounts.currencies("-500,00")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"RUB,RUB", "RUR,RUB", "643,RUB", "810,RUB", "₽,RUB", "руб.,RUB", "498,MDL", "mdl,MDL", "978,EUR"})
  void currencies_are_read_by_code_number_and_word(String cell, String code) {
    assertThat(Currencies.read(cell).getCurrencyCode()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "01.10.2026,2026-10-01", "01.10.26,2026-10-01", "1.10.26 9:05,2026-10-01", "20261001,2026-10-01",
    "01.10.2026 г.,2026-10-01", "1 октября 2026 г.,2026-10-01", "1 octombrie 2026,2026-10-01", "2026-10-01,2026-10-01",
    "2026/10/01,2026-10-01"
  })
  void days_are_read_as_people_write_them(String cell, String day) {
    assertThat(new Days(Optional.empty()).day(cell)).isEqualTo(day);
  }

  @ParameterizedTest
  @ValueSource(strings = {"46296", "31.02.2026", "10/01/2026", "20261301", "завтра", "1 жовтня 2026"})
  void what_is_no_day_or_could_be_two_is_refused(String cell) {
    assertThatThrownBy(() -> new Days(Optional.empty()).day(cell)).isInstanceOf(UnreadableCell.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0000-00-00", "00.00.0000", "0", "01.01.0001 0:00:00", "0000-00-00 00:00:00"})
  void what_stands_for_no_day_is_known(String cell) {
    assertThat(Days.isNone(cell)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"100101.0|100101", "100101,00|100101", "00100|00100", "A-17|A-17"})
  void a_number_that_a_spreadsheet_wrote_is_the_account_itself(String cell, String number) {
    assertThat(Text.number(cell, 64)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1E+11", "1,00101E+05", "1.00101e5", "\"100101"})
  void an_account_that_lost_its_digits_is_refused(String cell) {
    assertThatThrownBy(() -> Text.number(cell, 64)).isInstanceOf(UnreadableCell.class);
  }

  @Property
  void an_amount_with_hundredths_is_the_same_with_comma_point_and_grouping(
      @ForAll @BigRange(min = "-99999999", max = "99999999") @Scale(2) BigDecimal amount) {
    String plain = amount.setScale(2).toPlainString();
    assertThat(Amounts.read(plain, Decimal.EITHER)).isEqualByComparingTo(amount);
    assertThat(Amounts.read(plain.replace('.', ','), Decimal.COMMA)).isEqualByComparingTo(amount);
    String grouped = String.format(Locale.ROOT, "%,.2f", amount).replace(",", " ").replace('.', ',');
    assertThat(Amounts.read(grouped, Decimal.EITHER)).isEqualByComparingTo(amount);
  }
}
