package org.obzvon.register.csv;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberBlocksTest {
  private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();
  private static final List<String> SERVED = List.of("RU", "MD", "KZ", "RO", "UA", "BY", "DE", "IT", "US", "AR");

  @ParameterizedTest
  @CsvSource(delimiter = ' ', value = {
    "9\\d{9} 9", "8\\d{13}|[347-9]\\d{9} 9", "(?:2[1-9]|3\\d)\\d{5} 5", "31\\d\\d 2", "[2-5] 0",
    "8(?:0[04]|1\\d{3})\\d{7} 7", "7(?:1\\d{4}|2\\d{6}) 4", "7(?:1\\d{4}|2) 0", "9\\d{4,6} 4", "9(?:\\d{4})? 0",
    "9\\d{4}[1-5] 0"})
  void a_pattern_tells_how_many_digits_at_its_end_never_decide(String pattern, int digits) {
    assertThat(NumberBlocks.anyDigitsAtEnd(pattern)).isEqualTo(digits);
  }

  @Test
  void russian_and_moldovan_numbers_are_remembered_by_blocks() {
    assertThat(NumberBlocks.usable(SERVED, PLANS)).contains("RU", "MD").doesNotContain("AR");
  }

  @Test
  void a_number_of_a_remembered_block_is_read_as_if_nothing_was_remembered() {
    Random random = new Random(11);
    int good = 0;
    for (String region : SERVED) {
      Phones remembering = new Phones(Optional.of(region));
      for (int i = 0; i < 150; i++) {
        String block = block(region, random);
        for (int j = 0; j < 4; j++) {
          String written = block + "%04d".formatted(random.nextInt(10_000));
          var read = remembering.read(written);
          assertThat(read).as(region + " " + written).isEqualTo(new Phones(Optional.of(region)).read(written));
          good += read.isPresent() ? 1 : 0;
        }
      }
    }
    assertThat(good).as("good numbers among them").isGreaterThan(1_000);
  }

  /// Returns a number without its last four digits, as people of the region write it; its digits may be changed.
  private static String block(String region, Random random) {
    PhoneNumberType[] types = PhoneNumberType.values();
    PhoneNumber example = Optional.ofNullable(
        PLANS.getExampleNumberForType(region, types[random.nextInt(types.length)]))
        .orElse(PLANS.getExampleNumber(region));
    String national = PLANS.format(example, random.nextBoolean() ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.E164)
        .replaceAll("[^0-9]", "");
    StringBuilder digits = new StringBuilder(national.substring(0, Math.max(1, national.length() - 4)));
    if (random.nextInt(3) == 0) {
      digits.setCharAt(random.nextInt(digits.length()), (char) ('0' + random.nextInt(10)));
    }
    if (random.nextInt(6) == 0) {
      digits.insert(0, random.nextBoolean() ? "00" : "810");
    }
    return digits.toString();
  }
}
