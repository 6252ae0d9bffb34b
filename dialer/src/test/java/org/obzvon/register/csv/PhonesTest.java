package org.obzvon.register.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.obzvon.register.Phone;

class PhonesTest {
  private static final Phones RU = new Phones(Optional.of("RU"));
  private static final Phones MD = new Phones(Optional.of("MD"));

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      +79000000101                          | +79000000101
      8 (900) 000-01-01                     | +79000000101
      79000000101                           | +79000000101
      9000000101                            | +79000000101
      моб. 8 900 000 01 01 (жена)           | +79000000101
      89000000101, 89000000102              | +79000000101 +79000000102
      89000000101 89000000102               | +79000000101 +79000000102
      8 900 000 01 01 8 900 000 01 02       | +79000000101 +79000000102
      +7 900 000-01-01 +7 900 000-01-02     | +79000000101 +79000000102
      89000000101/89000000102;89000000103   | +79000000101 +79000000102 +79000000103
      8-900-000-01-01; +7 900 000 01 01     | +79000000101
      79000000101.0                         | +79000000101
      79000000101,0                         | +79000000101
      +37360000101                          | +37360000101
      """)
  void phones_are_read_as_people_write_them(String cell, String expected) {
    assertThat(join(PhoneCell.read(cell, RU).phones())).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      7.9E+10                    | has lost digits in a spreadsheet
      7,9E+10                    | has lost digits in a spreadsheet
      12345                      | is not a telephone number of RU
      8 809 000 00 00            | is a service number
      +0912345678                | is not a telephone number of any country
      89000000101<script>        | has characters that no telephone number has
      """)
  void a_number_that_cannot_be_dialled_is_named_with_its_reason(String cell, String reason) {
    PhoneCell.Reading reading = PhoneCell.read(cell, RU);
    assertThat(reading.phones()).isEmpty();
    assertThat(reading.flaws()).anySatisfy(flaw -> assertThat(flaw.reason().english()).contains(reason));
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "89161234567 (не звонить!)", "89161234567 умер", "89161234567, не звонить", "не беспокоить 89161234567",
    "89161234567 НЕ НАДО ЗВОНИТЬ", "89161234567 больше не звоните", "89161234567 соседка", "умерла 89161234567",
    "89161234567 - просил не звонить", "89161234567 (звонить запрещено)", "89161234567 нe звoнить", "89161234567 стоп",
    "8 916 123 45 67 чужой номер", "+37360000101 nu sunați", "+37360000101 (decedat)", "+37360000101 număr greșit",
    "+37360000101 nu mai sunati", "+37360000101 do not call", "+37360000101 don't call", "+37360000101 DECEASED",
    "+37360000101 wrong number", "89161234567 НЕ ЗВ.", "89161234567 ум.", "89161234567 †", "89161234567 нет в живых",
    "89161234567 ne zvonit", "89161234567; 89161234568; НЕ ЗВОНИТЬ", "умер"
  })
  void a_number_with_words_against_its_use_is_not_used_and_the_words_are_told(String cell) {
    PhoneCell.Reading reading = PhoneCell.read(cell, RU);
    assertThat(reading.phones()).isEmpty();
    assertThat(reading.forbidden()).isTrue();
    assertThat(reading.flaws()).anySatisfy(flaw -> assertThat(flaw.reason().code()).isEqualTo("row.phone-not-used"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      89161234567 (не звонить), 89161234568       | +79161234568
      89161234567 (умер) 89161234568              | +79161234568
      89161234568; 89161234567 сосед              | +79161234568
      """)
  void words_concern_the_number_they_stand_with(String cell, String used) {
    assertThat(join(PhoneCell.read(cell, RU).phones())).isEqualTo(used);
  }

  @ParameterizedTest
  @ValueSource(strings = {"89161234567 жена", "89161234567 (звонить после шести)", "89161234567 Мария Ивановна"})
  void other_words_beside_a_number_are_told_and_the_number_is_used(String cell) {
    PhoneCell.Reading reading = PhoneCell.read(cell, RU);
    assertThat(join(reading.phones())).isEqualTo("+79161234567");
    assertThat(reading.flaws()).extracting(flaw -> flaw.reason().code()).containsExactly("row.phone-words");
  }

  @ParameterizedTest
  @ValueSource(strings = {"моб. 89161234567", "тел.: 89161234567 (дом.)", "89161234567 mob", "Phone: 89161234567"})
  void the_kind_of_a_number_is_nothing_to_look_at(String cell) {
    PhoneCell.Reading reading = PhoneCell.read(cell, RU);
    assertThat(join(reading.phones())).isEqualTo("+79161234567");
    assertThat(reading.flaws()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
      8 (495) 123-45-67 #12               | 12
      8 (495) 123-45-67 доб. 12           | 12
      8 (495) 123-45-67, доб. 12          | 12
      8 (495) 123-45-67 (доб. 12)         | 12
      8 (495) 123-45-67 добавочный 12     | 12
      8 (495) 123-45-67 вн. 12            | 12
      8 (495) 123-45-67 внутр. тел. 12    | 12
      8 (495) 123-45-67 д. 12             | 12
      8 (495) 123-45-67*12                | 12
      8 (495) 123-45-67 x12               | 12
      8 (495) 123-45-67 х 12              | 12
      8 (495) 123-45-67 ext. 12           | 12
      8 (495) 123-45-67;ext=12            | 12
      8 (495) 123-45-67 int. 12           | 12
      8 (495) 123-45-67 (12)              | 12
      84951234567,,12                     | 12
      """)
  void an_extension_is_recognised_in_any_usual_form(String cell, String extension) {
    PhoneCell.Reading reading = PhoneCell.read(cell, RU);
    assertThat(join(reading.phones())).isEqualTo("+74951234567");
    assertThat(reading.extensions()).containsOnly(Map.entry(new Phone("+74951234567"), extension));
    assertThat(reading.flaws()).extracting(flaw -> flaw.reason().code()).containsExactly("row.phone-extension");
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "+79999999999", "89999999998", "+79001111111", "+37369999999", "1234567", "0000000", "111-11-11",
    "+7 (000) 000-00-00",
    "8(111)111-11-11", "+71234567890", "00000"
  })
  void a_number_that_was_typed_to_fill_a_form_is_not_used(String cell) {
    PhoneCell.Reading reading = PhoneCell.read(cell, RU);
    assertThat(reading.phones()).isEmpty();
    assertThat(reading.flaws()).extracting(flaw -> flaw.reason().code()).containsExactly("row.phone-placeholder");
  }

  @Test
  void digits_that_run_up_or_down_are_known() {
    assertThat(List.of("+74951234567", "+79007654321")).allMatch(number -> new Phone(number).isRun());
    assertThat(List.of("+74951234568", "+79000000101")).noneMatch(number -> new Phone(number).isRun());
  }

  @Test
  void a_free_or_premium_number_is_nobodys_phone() {
    assertThat(RU.read("8 800 100 00 00")).isEmpty();
    assertThat(RU.fault("8 800 100 00 00").english()).contains("service number");
  }

  @Test
  void one_bad_number_does_not_spoil_the_good_one_beside_it() {
    PhoneCell.Reading reading = PhoneCell.read("89000000101, 7.9E+10, 123", RU);
    assertThat(join(reading.phones())).isEqualTo("+79000000101");
    assertThat(reading.flaws()).extracting(PhoneCell.Flaw::value).containsExactly("7.9E+10", "123");
  }

  @Test
  void a_lost_leading_zero_is_mended_by_the_rules_of_the_region_and_named() {
    PhoneCell.Reading reading = PhoneCell.read("60000101", MD);
    assertThat(join(reading.phones())).isEqualTo("+37360000101");
    assertThat(reading.flaws()).singleElement()
        .satisfies(flaw -> assertThat(flaw.reason().english()).contains("leading zero").contains("MD"));
    assertThat(PhoneCell.read("060000101", MD).flaws()).isEmpty();
    assertThat(PhoneCell.read("37360000101", MD).flaws()).isEmpty();
  }

  @Test
  void without_a_region_only_international_numbers_are_read() {
    Phones nowhere = new Phones(Optional.empty());
    assertThat(nowhere.read("+37360000101")).isPresent();
    assertThat(nowhere.read("060000101")).isEmpty();
    assertThat(nowhere.fault("060000101").english()).contains("--region");
    assertThat(nowhere.read("37360000101")).get()
        .satisfies(reading -> assertThat(reading.remark()).get().asString().contains("no plus"));
  }

  @Property(tries = 200)
  void what_was_read_is_read_as_the_same_again(
      @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 0, max = 9_999_998) Integer> drawn) {
    List<Integer> numbers = drawn.stream()
        .filter(number -> !Phones.isPlaceholder(new Phone("+7900%07d".formatted(number)))).toList();
    Assume.that(!numbers.isEmpty());
    String cell = numbers.stream().map("8(900) %07d"::formatted).collect(Collectors.joining("; "));
    List<Phone> phones = PhoneCell.read(cell, RU).phones();
    assertThat(phones).doesNotHaveDuplicates().hasSize((int) numbers.stream().distinct().count());
    assertThat(PhoneCell.read(join(phones), RU).phones()).isEqualTo(phones);
    assertThat(PhoneCell.read(join(phones).replace(' ', ','), MD).phones()).isEqualTo(phones);
  }

  @Property(tries = 500)
  void nothing_that_is_written_makes_the_reading_fail(@ForAll @StringLength(max = 400) String cell) {
    assertThat(PhoneCell.read(cell, RU).phones()).hasSizeLessThanOrEqualTo(10);
  }

  private static String join(List<Phone> phones) {
    return phones.stream().map(Phone::e164).collect(Collectors.joining(" "));
  }
}
