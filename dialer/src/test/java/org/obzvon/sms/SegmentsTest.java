package org.obzvon.sms;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentsTest {

  @ParameterizedTest
  @CsvSource({
    "a, 160, 1, GSM7", "a, 161, 2, GSM7", "a, 306, 2, GSM7", "a, 307, 3, GSM7",
    "€, 80, 1, GSM7", "€, 81, 2, GSM7", "€, 152, 2, GSM7", "€, 153, 3, GSM7",
    "ж, 70, 1, UCS2", "ж, 71, 2, UCS2", "ж, 134, 2, UCS2", "ж, 135, 3, UCS2", "ț, 70, 1, UCS2"
  })
  void a_text_takes_as_many_segments_as_the_standard_says(String letter, int length, int count, Encoding encoding) {
    Segments segments = Segments.of(letter.repeat(length));

    assertThat(segments.count()).isEqualTo(count);
    assertThat(segments.encoding()).isEqualTo(encoding);
  }

  @Test
  void a_letter_of_two_septets_is_not_torn_apart() {
    Segments segments = Segments.of("a".repeat(152) + "€" + "b".repeat(20));

    assertThat(segments.parts()).containsExactly("a".repeat(152), "€" + "b".repeat(20));
  }

  @Test
  void a_surrogate_pair_is_not_torn_apart() {
    Segments segments = Segments.of("ж".repeat(66) + "😀" + "ж".repeat(20));

    assertThat(segments.parts()).containsExactly("ж".repeat(66), "😀" + "ж".repeat(20));
  }

  @Property
  void the_parts_together_are_the_text_and_none_is_too_long(@ForAll("texts") String text) {
    Segments segments = Segments.of(text);

    assertThat(String.join("", segments.parts())).isEqualTo(text);
    int most = segments.count() == 1 ? segments.encoding().alone() : segments.encoding().joined();
    assertThat(segments.parts()).allSatisfy(part -> assertThat(Segments.of(part).units()).isLessThanOrEqualTo(most));
  }

  @Property
  void what_the_alphabet_holds_comes_back_as_it_was(@ForAll("latin") String text) {
    assertThat(Gsm7.text(Gsm7.octets(text))).isEqualTo(text);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("abc€[]{}жțё№😀 ".replace("😀", "")).ofMaxLength(900);
  }

  @Provide
  Arbitrary<String> latin() {
    return Arbitraries.strings().withChars("@£$ΔΩÆé abcXYZ019€[]{}^~|\\\n").ofMaxLength(300);
  }
}
