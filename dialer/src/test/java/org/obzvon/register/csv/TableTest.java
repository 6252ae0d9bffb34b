package org.obzvon.register.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obzvon.document.BadInput;
import org.obzvon.document.Sentence;
import org.obzvon.register.Mapping;

class TableTest {
  private static final Charset WINDOWS = Charset.forName("windows-1251");
  private static final Table.Columns COLUMNS = new Table.Columns(List.of("name", "debt since"), List.of("name"));

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(chars = {',', ';', '\t'})
  void each_separator_is_found_in_the_header(char separator) {
    assertThat(read(bytes("name%cdebt since\nИванов%c2026\n".formatted(separator, separator))))
        .containsExactly("Иванов|2026");
  }

  @Test
  void windows_1251_and_utf_8_with_and_without_a_mark_read_the_same() {
    String text = "name;debt_since\r\n\"Пётр; \"\"Первый\"\"\";x\r\n";
    List<String> expected = List.of("Пётр; \"Первый\"|x");
    assertThat(read(bytes(text))).isEqualTo(expected);
    assertThat(read(bytes("\uFEFF" + text))).isEqualTo(expected);
    assertThat(read(text.getBytes(WINDOWS))).isEqualTo(expected);
    assertThat(open(text.getBytes(WINDOWS)).form().english()).isEqualTo("windows-1251, separated by ;");
  }

  @Test
  void capitals_dashes_and_underscores_in_column_names_make_no_difference() {
    assertThat(read(bytes("NAME,Debt-Since\na,b\n"))).containsExactly("a|b");
    assertThat(read(bytes(" Name , debt_since \na,b\n"))).containsExactly("a|b");
  }

  @Test
  void an_unknown_column_and_a_missing_one_refuse_the_file_and_are_both_named() {
    assertThatThrownBy(() -> open(bytes("nmae,debt since\na,b\n")))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("t.csv:1: 'nmae': is an unknown column")
        .hasMessageContaining("'name': is a required column and is missing");
  }

  @Test
  void a_foreign_column_is_mapped_or_ignored_on_purpose() {
    Mapping mapping =
        new Mapping(
            Map.of("фио", "name"), Set.of("участок"), Map.of("name", Map.of("рус", "Rus")), Mapping.NONE.formats(),
            false, Mapping.Defaults.NONE);
    List<String> rows = new ArrayList<>();
    Table.open(file(bytes("ФИО;Участок\nРУС;3\n")), COLUMNS, mapping).read(line -> rows.add(show(line)));
    assertThat(rows).containsExactly("Rus|");
  }

  @Test
  void a_column_given_twice_refuses_the_file() {
    assertThatThrownBy(() -> open(bytes("name,Name\na,b\n"))).hasMessageContaining("a second time");
  }

  @Test
  void a_ragged_row_is_named_and_the_others_are_read() {
    assertThat(read(bytes("name,debt since\na\nb,c,d\n\n,\ne,f,,\n")))
        .containsExactly(
            "2: has 1 cells where the header has 2; put quotes around cells that hold the separator",
            "3: has 3 cells where the header has 2; put quotes around cells that hold the separator",
            "e|f");
  }

  @Test
  void a_line_break_within_quotes_belongs_to_the_cell_and_the_lines_are_still_counted() {
    List<Integer> lines = new ArrayList<>();
    open(bytes("name,debt since\n\"a\nb\",c\nd,e\n")).read(line -> lines.add(line.number()));
    assertThat(lines).containsExactly(2, 4);
  }

  @Test
  void a_quote_that_is_never_closed_refuses_the_file_instead_of_swallowing_the_rows() {
    assertThatThrownBy(() -> read(bytes("name,debt since\na,b\n\"c,d\ne,f\n")))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("quote that is opened and not closed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "\uFEFF"})
  void an_empty_file_is_refused(String text) {
    assertThatThrownBy(() -> open(bytes(text))).isInstanceOf(BadInput.class).hasMessageContaining("is empty");
  }

  @Test
  void what_is_no_text_is_refused_with_what_to_do() {
    assertThatThrownBy(() -> open(bytes("name\na\nb\0c\n"))).hasMessageContaining("t.csv:3: holds a NUL byte");
    assertThatThrownBy(() -> open(new byte[] {'P', 'K', 3, 4, 0})).hasMessageContaining("save it as CSV");
    assertThatThrownBy(() -> open("\uFEFFname".getBytes(StandardCharsets.UTF_16LE))).hasMessageContaining("UTF-16");
    assertThatThrownBy(() -> Table.open(directory.resolve("none.csv"), COLUMNS, Mapping.NONE))
        .hasMessageContaining("does not exist");
    assertThatThrownBy(() -> Table.open(directory, COLUMNS, Mapping.NONE)).hasMessageContaining("is not a file");
  }

  @Test
  void letters_that_were_read_in_a_wrong_encoding_before_are_suspected() {
    String text = "name\nИванов Пётр Сергеевич, улица Садовая\n".replace(",", "");
    assertThat(open(bytes(text)).hint()).isEmpty();
    assertThat(open(text.getBytes(WINDOWS)).hint()).isEmpty();
    String twice = new String(text.getBytes(StandardCharsets.UTF_8), WINDOWS);
    assertThat(open(bytes(twice)).hint()).get().asString().contains("read as windows-1251");
    assertThat(open(bytes("name\nИ\uFFFDанов\n")).hint()).get().asString().contains("replacement");
    assertThat(open(text.getBytes(Charset.forName("IBM866"))).hint()).get().asString().contains("do not look Cyrillic");
    String romanian = "name\nMunteanu Ștefan Bălți Chișinău străzii învățător\n".replace("Ș", "Ş").replace("ț", "ţ");
    assertThat(open(romanian.replace("ș", "ş").getBytes(Charset.forName("windows-1250"))).hint())
        .get().asString().contains("do not look Cyrillic");
  }

  @Test
  void a_file_that_grows_while_it_is_read_is_refused() throws IOException {
    Path file = file(bytes("name\na\n"));
    Table table = Table.open(file, COLUMNS, Mapping.NONE);
    Files.writeString(file, "name\na\nb\n");
    assertThatThrownBy(() -> table.read(_ -> {})).hasMessageContaining("changed while it was read");
  }

  @Test
  void the_list_of_findings_cannot_be_taken_for_formulas_and_appears_only_when_there_are_any() throws IOException {
    Path input = file(bytes("name\n"));
    try (FindingsFile none = FindingsFile.beside(input, Optional.empty(), ".rejected.csv")) {
      assertThat(none.publish()).isEmpty();
    }
    try (FindingsFile some = FindingsFile.beside(input, Optional.empty(), ".rejected.csv")) {
      some.add(new org.obzvon.register.Finding(2, "name", "=cmd()", Sentence.unworded("a \"reason\", with marks")));
      some.add(new org.obzvon.register.Finding(3, "name", "+7\r\n-1", Sentence.unworded("@x")));
      assertThat(some.publish()).get().asString().endsWith("t.csv.rejected.csv");
    }
    assertThat(Files.readString(directory.resolve("t.csv.rejected.csv")))
        .isEqualToNormalizingNewlines(
            "\uFEFFline,column,value,reason,code,values\n"
                + "2,name,'=cmd(),\"a \"\"reason\"\", with marks\",,\n3,name,\"'+7\n-1\",'@x,,\n");
    assertThat(directory.resolve("t.csv.rejected.csv.part")).doesNotExist();
    try (FindingsFile again = FindingsFile.beside(input, Optional.empty(), ".rejected.csv")) {
      assertThat(again.publish()).isEmpty();
    }
    assertThat(directory.resolve("t.csv.rejected.csv")).doesNotExist();
    assertThatThrownBy(() -> FindingsFile.beside(input, Optional.of(input), "")).isInstanceOf(BadInput.class);
  }

  private List<String> read(byte[] content) {
    List<String> rows = new ArrayList<>();
    open(content).read(line -> rows.add(show(line)));
    return rows;
  }

  private static String show(Table.Line line) {
    return switch (line) {
      case Table.Line.Filled(Row row) -> row.cell("name") + "|" + row.cell("debt since");
      case Table.Line.Ragged(int number, Sentence reason) -> number + ": " + reason;
    };
  }

  private Table open(byte[] content) {
    return Table.open(file(content), COLUMNS, Mapping.NONE);
  }

  private Path file(byte[] content) {
    try {
      return Files.write(directory.resolve("t.csv"), content);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
