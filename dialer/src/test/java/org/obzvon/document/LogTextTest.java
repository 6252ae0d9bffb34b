package org.obzvon.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogTextTest {
  @ParameterizedTest
  @ValueSource(ints = {
    0x00, 0x07, 0x08, 0x09, 0x0a, 0x0b, 0x0d, 0x1b, 0x7f, // C0 and DEL
    0x80, 0x85, 0x9b, 0x9f, // C1: NEL, CSI
    0x2028, 0x2029, // line and paragraph separator
    0x061c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069, // direction
    0x00ad, 0x200b, 0x200d, 0x2060, 0xfeff, 0xfff9, 0xe0001, 0xe007f, // not seen
    0xd800, 0xdfff, 0xe000, 0x10fffd, 0x0378, 0xfffe})
  void a_character_that_is_not_seen_or_turns_others_round_becomes_a_blank(int point) {
    String text = "a" + (Character.isBmpCodePoint(point) ? String.valueOf((char) point) : Character.toString(point)) + "b";
    assertThat(LogText.clean(text)).isEqualTo("a b");
  }

  @Test
  void letters_of_every_script_and_signs_stay() {
    String text = "Ион Țurcanu, Ιωάννης 漢字 😀 «5,00 €» e\u0301";
    assertThat(LogText.clean(text)).isEqualTo(text);
  }

  @Test
  void a_long_text_is_cut() {
    assertThat(LogText.clean("x".repeat(100), 10)).isEqualTo("xxxxxxxxxx…");
  }
}
