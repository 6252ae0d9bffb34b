package org.obzvon.register.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
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
      """)
  void amounts_are_read_as_they_are_written(String cell, Decimal decimal, String expected) {
    assertThat(Amounts.read(cell, decimal)).isEqualByComparingTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,234", "1.5E+4", "", "-", "12 руб", "1,2,3.4", "=1+1", "999999999999999", "1.2.3", "--5"})
  void what_is_no_amount_or_could_be_two_is_refused(String cell) {
    assertThatThrownBy(() -> Amounts.read(cell, Decimal.EITHER)).isInstanceOf(Unreadable.class);
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
