package org.obzvon.call.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obzvon.register.Phone;

class NumberFormatTest {

  @ParameterizedTest
  @CsvSource({
    "+37369123456, 37369123456, +37369123456, 81037369123456", "+79261234567, 79261234567, +79261234567, 89261234567"
  })
  void the_usual_forms_of_a_number(String e164, String digits, String plus, String national) {
    Phone phone = new Phone(e164);
    assertThat(NumberFormat.DIGITS.of(phone)).contains(digits);
    assertThat(NumberFormat.E164.of(phone)).contains(plus);
    assertThat(NumberFormat.NATIONAL_8.of(phone)).contains(national);
  }

  @Test
  void of_own_rules_the_longest_beginning_decides_and_a_number_without_one_cannot_be_dialled() {
    NumberFormat own = new NumberFormat(Map.of("+373", "0", "+37322", "", "+40", "0040"));
    assertThat(own.of(new Phone("+37369123456"))).contains("069123456");
    assertThat(own.of(new Phone("+37322123456"))).contains("123456");
    assertThat(own.of(new Phone("+40712345678"))).contains("0040712345678");
    assertThat(own.of(new Phone("+79261234567"))).isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({"373, 0", "+373, '0&PJSIP/1@x'", "+373, 'a'", "+37x, 0", "+373, '0\r\nVariable: A=b'"})
  void a_rule_that_could_do_something_else_stops_the_start(String beginning, String instead) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NumberFormat(Map.of(beginning, instead)))
        .withMessageStartingWith("numbers: ");
  }
}
