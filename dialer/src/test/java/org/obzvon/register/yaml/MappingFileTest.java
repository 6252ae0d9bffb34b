package org.obzvon.register.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obzvon.document.BadInput;
import org.obzvon.document.yaml.YamlNode;
import org.obzvon.register.Mapping;

class MappingFileTest {
  private static final List<String> OURS = List.of("account", "service state", "zone");

  @Test
  void a_mapping_may_say_as_little_as_one_column() {
    Mapping mapping = read("columns:\n  Лицевой_счёт: account\n");
    assertThat(mapping.columns()).containsEntry("лицевой счёт", "account");
    assertThat(mapping.formats()).isEqualTo(Mapping.NONE.formats());
    assertThat(mapping.debtPositive()).isFalse();
  }

  @Test
  void a_quoted_key_with_a_point_is_a_column_name_like_any_other() {
    assertThat(read("columns:\n  \"Юр. лицо\": zone\n").columns()).containsEntry("юр. лицо", "zone");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      columns: {x: acount}                    | is not a column of ours
      columns: {x: account, y: account}       | maps a second column to 'account'
      words: {state: {a: b}}                  | is not a column of ours
      balance: positive                       | must be debt-positive or debt-negative
      dates: tt.MM                            | must be a date pattern
      decimal: dot                            | must be one of point, comma, either
      region: Russia                          | must be a country
      defaults: {zone: MSK}                   | must be a zone such as Europe/Moscow
      defaults: {currency: roubles}           | must be a currency
      colums: {}                              | is an unknown key
      """)
  void a_mapping_that_cannot_be_meant_is_refused_with_its_line(String yaml, String why) {
    assertThatThrownBy(() -> read(yaml)).isInstanceOf(BadInput.class).hasMessageContaining("m.yaml:1")
        .hasMessageContaining(why);
  }

  private static Mapping read(String yaml) {
    return MappingFile.read(YamlNode.parse("m.yaml", yaml), OURS);
  }
}
