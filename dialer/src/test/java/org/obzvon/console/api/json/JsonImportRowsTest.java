package org.obzvon.console.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obzvon.document.BadInput;

class JsonImportRowsTest {
  @TempDir
  private Path folder;

  private JsonImportRows.Beside table(byte[] body, int most) throws IOException {
    Path json = Files.write(folder.resolve("body"), body);
    return JsonImportRows.table(json, folder.resolve("table"), most);
  }

  private JsonImportRows.Beside table(String body) throws IOException {
    return table(body.getBytes(StandardCharsets.UTF_8), 10);
  }

  @Test
  void rows_become_a_table_whose_cells_cannot_break_out() throws IOException {
    JsonImportRows.Beside beside = table(
        "{\"rows\": [{\"account\":\"a\\\",b\",\"phones\":[\"+373\",\"+40\"],\"balance\":-1.50},{\"tags\":null,\"account\":7}],"
            + " \"source\": \"bank\", \"dry_run\": null}");
    assertThat(folder.resolve("table"))
        .hasContent(
            """
            "account","phones","balance","tags"
            "a"",b","+373; +40","-1.50",""
            "7","","",""
            """);
    assertThat(beside.source().orElseThrow().text(10)).isEqualTo("bank");
    assertThat(beside.dryRun()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
    "{\"rows\":[{\"a\":\"x\\ny\"}]} | rows[0].a",
    "{\"rows\":[{\"a\":{}}]}      | rows[0].a",
    "{\"rows\":[]}                | must have at least one row",
    "{\"rows\":{}}                | must be a list",
    "{\"rows\":[1]}               | rows[0]: must be an object",
    "{}                           | must have a member 'rows'",
    "[]                           | must be an object",
    "{\"rows\":[{\"a\":1}],\"x\":1} | x: is unknown",
    "{\"rows\":[{\"a\":1}]}{}     | goes on after its end",
    "{\"rows\":[{\"a\":1,\"a\":2}]} | Duplicate field",
    "{\"rows\":[{\"a\":1}         | is not JSON",
    "{\"rows\":[{\"a\":[[[[[[[[[1]]]]]]]]]}]} | depth"})
  void what_is_no_list_of_plain_objects_is_refused_with_its_place(String body, String message) {
    assertThatThrownBy(() -> table(body)).isInstanceOf(BadInput.class).hasMessageContaining(message);
  }

  @Test
  void more_rows_or_columns_than_may_be_are_refused() {
    byte[] rows = "{\"rows\":[{\"a\":1},{\"a\":1}]}".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> table(rows, 1)).hasMessageContaining("at most 1 elements");
    String wide = IntStream.range(0, 51).mapToObj(i -> "\"c" + i + "\":1")
        .collect(Collectors.joining(",", "{\"rows\":[{", "}]}"));
    assertThatThrownBy(() -> table(wide)).hasMessageContaining("more than 50 columns");
  }

  @Test
  void bytes_that_are_no_utf_8_are_refused() {
    assertThatThrownBy(() -> table("{\"rows\":[{\"a\":\"\u00e9\"}]}".getBytes(StandardCharsets.ISO_8859_1), 10))
        .isInstanceOf(BadInput.class).hasMessageContaining("UTF-8");
  }
}
