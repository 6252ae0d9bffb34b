package org.obzvon.document.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.obzvon.document.BadInput;

/// Tests that documents that would exhaust the stack or the memory are refused before they are read.
@Timeout(60)
class YamlShapeTest {
  private static Stream<String> deep() {
    return Stream.of(
        "[".repeat(100_000),
        "a: " + "[".repeat(500_000) + "]".repeat(500_000),
        "{a: ".repeat(100_000),
        Stream.iterate("a:", line -> " " + line).limit(1_000).reduce("", (all, line) -> all + line + "\n"),
        "- ".repeat(100_000) + "x",
        "? ".repeat(100_000) + "x");
  }

  @ParameterizedTest
  @MethodSource("deep")
  void a_document_that_is_nested_too_deeply_is_refused_with_the_line(String text) {
    assertThatThrownBy(() -> YamlNode.parse("campaign.yaml", text))
        .isInstanceOf(BadInput.class).hasMessageStartingWith("campaign.yaml:")
        .hasMessageContaining("nested deeper than 32");
  }

  @Test
  void a_document_that_laughs_a_billion_times_is_refused() {
    StringBuilder text = new StringBuilder("a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]\n");
    for (int i = 1; i < 12; i++) {
      text.append("a").append(i).append(": &a").append(i).append(" [").append(("*a" + (i - 1) + ", ").repeat(8))
          .append("x]\n");
    }
    assertThatThrownBy(() -> YamlNode.parse("mapping.yaml", text.toString()))
        .isInstanceOf(BadInput.class).hasMessageContaining("mapping.yaml:2").hasMessageContaining("'*a0'");
    assertThatThrownBy(() -> YamlNode.parse("x", "a: &a [*a]")).isInstanceOf(BadInput.class);
    assertThatThrownBy(() -> YamlNode.parse("x", "a: *nothing")).isInstanceOf(BadInput.class);
    assertThatThrownBy(() -> YamlNode.parse("x", "a: &a word\nb: &a [1, 2]\nc: *a"))
        .isInstanceOf(BadInput.class).hasMessageContaining("'*a'");
  }

  @Test
  void a_word_may_be_said_again_by_its_name() {
    assertThat(YamlNode.parse("x", "a: &zone Europe/Moscow\nb: *zone").get("b").text()).isEqualTo("Europe/Moscow");
  }

  @Test
  void a_text_of_more_than_a_mebibyte_is_refused_wherever_it_comes_from() {
    assertThatThrownBy(() -> YamlNode.parse("body", "a: " + "x".repeat(1 << 20))).isInstanceOf(BadInput.class)
        .hasMessageContaining("1 MiB");
  }

  @Test
  void a_key_that_stands_twice_is_refused() {
    assertThatThrownBy(() -> YamlNode.parse("x", "a: 1\na: 2").children()).isInstanceOf(BadInput.class);
  }
}
