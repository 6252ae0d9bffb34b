package org.obzvon.document.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obzvon.document.BadInput;

class YamlNodeTest {

  @Test
  void an_unknown_key_is_named_with_its_line_and_the_known_ones() {
    YamlNode node = YamlNode.parse("c.yaml", "name: x\nlines: 3\nlnes: 4\n");
    assertThatThrownBy(() -> node.only("name", "lines"))
        .isInstanceOf(BadInput.class)
        .hasMessage("c.yaml:3: lnes: is an unknown key; known here: lines, name");
  }

  @Test
  void the_problems_of_all_items_are_told_together() {
    YamlNode list = YamlNode.parse("c.yaml", "- 1\n- two\n- 3\n- four\n");
    assertThatThrownBy(() -> list.each(item -> item.integer(0, 9)))
        .hasMessageContaining("c.yaml:2: [1]: must be a whole number from 0 to 9, not 'two'")
        .hasMessageContaining("c.yaml:4: [3]: must be a whole number");
  }

  @Test
  void a_key_given_twice_and_broken_syntax_are_refused() {
    assertThatThrownBy(() -> YamlNode.parse("c.yaml", "a: 1\na: 2\n").children())
        .hasMessageContaining("twice");
    assertThatThrownBy(() -> YamlNode.parse("c.yaml", "a: [1\nb: 2\n")).hasMessageContaining("c.yaml:");
  }

  @Test
  void a_time_without_its_unit_is_refused() {
    assertThatThrownBy(() -> YamlNode.parse("c.yaml", "after: 30").get("after").duration())
        .hasMessageContaining("must be a time with its unit");
  }

  @Property
  void minutes_are_read_as_minutes(@ForAll @IntRange(max = 999_999) int minutes) {
    assertThat(YamlNode.parse("c.yaml", "after: " + minutes + "m").get("after").duration())
        .isEqualTo(Duration.ofMinutes(minutes));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a:\\n\\tb: 1|tab", "a: @b|odd-beginning", "a: *b|odd-beginning", "a: b: c|second-colon",
        "a: 1\\nb\\nc: 2|no-colon",
        "a: b\\n- c|indentation", "a:\\n  b: 1\\n c: 2|indentation", "a: \"b|open-quote", "a: {b: 1|open-brace",
        "a: [b, c|open-bracket", "a: \"\\q\"|escape", "a: \u0001x|control-characters",
        "a: 1\\n---\\nb: 2|several-documents"
      })
  void what_people_get_wrong_in_yaml_is_said_in_our_words(String text, String reason) {
    assertThatThrownBy(() -> YamlNode.parse("x.yaml", text.replace("\\n", "\n").replace("\\t", "\t")))
        .isInstanceOfSatisfying(
            BadInput.class,
            bad -> assertThat(bad.problems().getFirst().reason().code()).isEqualTo("yaml." + reason));
  }
}
