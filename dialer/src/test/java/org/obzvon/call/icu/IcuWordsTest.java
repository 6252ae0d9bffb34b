package org.obzvon.call.icu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obzvon.call.Words.Case;
import org.obzvon.register.Language;
import org.obzvon.register.Money;

class IcuWordsTest {
  private final IcuWords words = new IcuWords();

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      0          | ноль рублей
      0.01       | одна копейка
      1          | один рубль
      2          | два рубля
      5          | пять рублей
      11         | одиннадцать рублей
      21         | двадцать один рубль
      101        | сто один рубль
      111        | сто одиннадцать рублей
      1001       | одна тысяча один рубль
      2002.22    | две тысячи два рубля двадцать две копейки
      1000000.99 | один миллион рублей девяносто девять копеек
      """)
  void roubles_in_russian(String amount, String said) {
    assertThat(words.money(Language.RU, Money.of(amount, "RUB"), Case.NOMINATIVE)).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      0          | zero lei
      0.01       | un ban
      1          | un leu
      2          | doi lei
      5          | cinci lei
      11         | unsprezece lei
      12         | doisprezece lei
      20         | douăzeci de lei
      21         | douăzeci și unu de lei
      101        | o sută unu lei
      111        | o sută unsprezece lei
      120        | o sută douăzeci de lei
      1001       | o mie unu lei
      12.25      | doisprezece lei și douăzeci și cinci de bani
      1000000.99 | un milion de lei și nouăzeci și nouă de bani
      """)
  void lei_in_romanian(String amount, String said) {
    assertThat(words.money(Language.RO, Money.of(amount, "MDL"), Case.NOMINATIVE)).isEqualTo(said);
    assertThat(words.money(Language.RO, Money.of(amount, "RON"), Case.ACCUSATIVE)).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      0          | zero dollars
      0.01       | one cent
      1          | one dollar
      2          | two dollars
      5          | five dollars
      11         | eleven dollars
      21         | twenty-one dollars
      101        | one hundred one dollars
      111        | one hundred eleven dollars
      1001       | one thousand one dollars
      1000000.99 | one million dollars and ninety-nine cents
      """)
  void dollars_in_english(String amount, String said) {
    assertThat(words.money(Language.EN, Money.of(amount, "USD"), Case.NOMINATIVE)).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      RU | UAH | 21.01 | двадцать одна гривна одна копейка
      RU | UAH | 2.02  | две гривны две копейки
      RU | MDL | 5.21  | пять леев двадцать один бан
      RU | RON | 3.04  | три лея четыре бана
      RU | KZT | 22.05 | двадцать два тенге пять тиынов
      RU | EUR | 1.02  | один евро два цента
      RU | USD | 14.11 | четырнадцать долларов одиннадцать центов
      RO | RUB | 1.01  | o rublă și o copeică
      RO | RUB | 12.22 | douăsprezece ruble și douăzeci și două de copeici
      RO | UAH | 2     | două hrivne
      RO | EUR | 20.01 | douăzeci de euro și un cent
      RO | USD | 100   | o sută de dolari
      RO | KZT | 19.20 | nouăsprezece tenge și douăzeci de tiyni
      EN | MDL | 1.01  | one leu and one ban
      EN | RON | 2.02  | two lei and two bani
      EN | RUB | 1.02  | one rouble and two kopecks
      EN | EUR | 2     | two euros
      EN | UAH | 5.05  | five hryvnias and five kopecks
      EN | KZT | 7     | seven tenge
      """)
  void every_currency_keeps_its_gender_and_number(Language language, String currency, String amount, String said) {
    assertThat(words.money(language, Money.of(amount, currency), Case.NOMINATIVE)).isEqualTo(said);
  }

  @Test
  void the_russian_accusative_differs_for_one_feminine_unit() {
    assertThat(words.money(Language.RU, Money.of("21.21", "UAH"), Case.ACCUSATIVE))
        .isEqualTo("двадцать одну гривну двадцать одну копейку");
    assertThat(words.money(Language.RU, Money.of("1001", "RUB"), Case.ACCUSATIVE))
        .isEqualTo("одну тысячу один рубль");
  }

  @Test
  void an_unknown_currency_and_an_amount_below_zero_are_not_said() {
    assertThat(words.knows(Currency.getInstance("JPY"))).isFalse();
    assertThatThrownBy(() -> words.money(Language.RU, Money.of("1", "JPY"), Case.NOMINATIVE))
        .hasMessageContaining("JPY");
    assertThatThrownBy(() -> words.money(Language.RU, Money.of("-1", "RUB"), Case.NOMINATIVE))
        .hasMessageContaining("below zero");
  }

  @Test
  void the_last_days_of_all_months() {
    assertThat(monthEnds(Language.RU)).containsExactly(
        "тридцать первого января", "двадцать восьмого февраля", "тридцать первого марта", "тридцатого апреля",
        "тридцать первого мая", "тридцатого июня", "тридцать первого июля", "тридцать первого августа",
        "тридцатого сентября", "тридцать первого октября", "тридцатого ноября", "тридцать первого декабря");
    assertThat(monthEnds(Language.RO)).containsExactly(
        "treizeci și unu ianuarie", "douăzeci și opt februarie", "treizeci și unu martie", "treizeci aprilie",
        "treizeci și unu mai", "treizeci iunie", "treizeci și unu iulie", "treizeci și unu august",
        "treizeci septembrie", "treizeci și unu octombrie", "treizeci noiembrie", "treizeci și unu decembrie");
    assertThat(monthEnds(Language.EN)).containsExactly(
        "the thirty-first of January", "the twenty-eighth of February", "the thirty-first of March",
        "the thirtieth of April", "the thirty-first of May", "the thirtieth of June", "the thirty-first of July",
        "the thirty-first of August", "the thirtieth of September", "the thirty-first of October",
        "the thirtieth of November", "the thirty-first of December");
  }

  private List<String> monthEnds(Language language) {
    List<String> ends = new ArrayList<>();
    for (int month = 1; month <= 12; month++) {
      ends.add(words.day(language, LocalDate.of(2027, month, 1).plusMonths(1).minusDays(1)));
    }
    return ends;
  }

  @Test
  void days_as_they_stand_after_until() {
    assertThat(words.day(Language.RU, LocalDate.of(2026, 11, 22))).isEqualTo("двадцать второго ноября");
    assertThat(words.day(Language.RU, LocalDate.of(2026, 5, 3))).isEqualTo("третьего мая");
    assertThat(words.day(Language.RO, LocalDate.of(2026, 11, 1))).isEqualTo("întâi noiembrie");
    assertThat(words.day(Language.RO, LocalDate.of(2026, 11, 12))).isEqualTo("doisprezece noiembrie");
    assertThat(words.day(Language.RO, LocalDate.of(2028, 2, 29))).isEqualTo("douăzeci și nouă februarie");
    assertThat(words.day(Language.EN, LocalDate.of(2026, 11, 1))).isEqualTo("the first of November");
  }

  @Test
  void digits_are_read_one_by_one() {
    assertThat(words.digits(Language.RU, "0 12-9")).isEqualTo("ноль, один, два, девять");
    assertThat(words.digits(Language.RO, "102")).isEqualTo("unu, zero, doi");
    assertThat(words.digits(Language.EN, "+907")).isEqualTo("nine, zero, seven");
    assertThat(words.digits(Language.EN, "no digits")).isEmpty();
  }
}
