package org.obzvon.console.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obzvon.document.BadInput;

class JsonBodyTest {
  private static JsonValue read(String text) {
    return JsonBody.read(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", " ", "{", "}", "{\"a\":}", "{\"a\":1,}", "{'a':1}", "{a:1}", "[1,2", "{\"a\":1}{}", "nul", "NaN", "01",
    "\u0000",
    "{\"a\":1,\"a\":2}", "{\"a\":\"\n\"}", "// x\n{}", "<xml/>", "[[[[[[[[[[1]]]]]]]]]]", "{\"a\":\"\\ud8\"}"})
  void what_is_not_strict_json_of_bounded_depth_is_refused(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(BadInput.class).hasMessageContaining("body");
  }

  @Test
  void a_number_or_a_text_without_end_is_refused() {
    assertThatThrownBy(() -> read("9".repeat(1_000))).isInstanceOf(BadInput.class);
    assertThatThrownBy(() -> read("\"" + "a".repeat(200_000) + "\"")).isInstanceOf(BadInput.class);
    assertThatThrownBy(() -> read("{\"" + "a".repeat(1_000) + "\":1}")).isInstanceOf(BadInput.class);
  }

  @Test
  void bytes_that_are_not_utf_8_are_refused() {
    assertThatThrownBy(() -> JsonBody.read(new byte[]{'"', (byte) 0xff, '"'})).isInstanceOf(BadInput.class);
    assertThatThrownBy(() -> JsonBody.read("{}".getBytes(StandardCharsets.UTF_16))).isInstanceOf(BadInput.class);
  }

  @Test
  void a_fault_is_told_with_its_line_and_column() {
    assertThatThrownBy(() -> read("{\n  \"a\": x\n}")).isInstanceOfSatisfying(
        BadInput.class,
        bad -> {
          assertThat(bad.problems().getFirst().line()).isEqualTo(2);
          assertThat(bad.problems().getFirst().where()).startsWith("column ");
        });
  }

  @Test
  void unknown_members_are_refused_all_at_once_with_their_places() {
    assertThatThrownBy(() -> read("{\"a\":1,\n\"b\":2,\n\"c\":3}").only("a")).isInstanceOfSatisfying(
        BadInput.class, bad -> assertThat(bad.problems()).extracting(one -> one.where()).containsExactly("b", "c"));
  }

  @Test
  void texts_with_control_characters_or_halves_of_characters_are_refused() {
    for (String hostile : List.of("\"\\u0000\"", "\"\\u001b[31m\"", "\"\\ud800\"", "\"a\\nb\"", "\"\\u2028\"")) {
      assertThatThrownBy(() -> read(hostile).text(100)).isInstanceOf(BadInput.class);
    }
    assertThat(read("\"Ион Ţurcanu 😀\"").text(100)).isEqualTo("Ион Ţurcanu 😀");
  }
}
