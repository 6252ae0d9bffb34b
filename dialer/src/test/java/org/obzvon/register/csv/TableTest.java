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
import org.obzvon.register.Finding;
import org.obzvon.register.Mapping;

class TableTest {
  private static final Charset WINDOWS = Charset.forName("windows-1251");
  private static final Table.Columns COLUMNS = new Table.Columns(List.of("name", "debt since"), List.of("name"));

  @TempDir
  Path directory;

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
    Mapping mapping = new Mapping(
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
  void a_quote_that_is_never_closed_is_text_and_swallows_no_row() {
    assertThat(read(bytes("name,debt since\na,b\n\"c,d\ne,f\n"))).containsExactly("a|b", "\"c|d", "e|f");
    assertThat(remarks(bytes("name,debt since\na,b\n\"c,d\ne,f\n")))
        .containsExactly("3: name: has a quotation mark that opens on line 3 and is never closed; it was read as text");
  }

  @Test
  void a_quote_that_swallows_whole_rows_is_text_and_the_lines_of_its_begin_and_end_are_named() {
    byte[] lone = bytes("name;debt since\n\"a;1\nb;2\nc\";3\nd;4\n");
    assertThat(read(lone)).containsExactly("\"a|1", "b|2", "c\"|3", "d|4");
    assertThat(remarks(lone)).hasSize(2)
        .allSatisfy(remark -> assertThat(remark).contains("opens on line 2 and closes on line 4"));
  }

  @Test
  void a_quoted_cell_with_line_breaks_and_separators_rejects_its_lines_and_they_are_named() {
    List<String> rows = read(bytes("name;debt since\n\"a\nx;y\nb\";1\nd;4\n"));
    assertThat(rows).hasSize(4).last().isEqualTo("d|4");
    assertThat(rows.subList(0, 3)).allSatisfy(row -> assertThat(row).contains("opens on line 2 and closes on line 4"));
  }

  @Test
  void quotes_within_a_cell_that_is_not_quoted_are_text() {
    assertThat(read(bytes("name;debt since\nООО \"Вектор\";1\n\"Заря\" АО;2\n5\";3\n")))
        .containsExactly("ООО \"Вектор\"|1", "\"Заря\" АО|2", "5\"|3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "\uFEFF"})
  void an_empty_file_is_refused(String text) {
    assertThatThrownBy(() -> open(bytes(text))).isInstanceOf(BadInput.class).hasMessageContaining("is empty");
  }

  @Test
  void what_is_no_text_is_refused_with_what_to_do() {
    assertThatThrownBy(() -> open(bytes("name\na\nb\0c\n"))).hasMessageContaining("t.csv:3: holds a NUL byte");
    assertThatThrownBy(() -> open(new byte[]{'P', 'K', 3, 4, 0})).hasMessageContaining("save it as CSV");
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
  }

  @Test
  void two_line_breaks_within_quotes_are_told_as_a_remark() {
    assertThat(remarks(bytes("name,debt since\n\"a\nb\",c\nd,e\n")))
        .containsExactly("2: name: has a cell that goes on from line 2 to line 3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1251", "IBM866", "KOI8-R"})
  void russian_is_read_in_each_encoding(String encoding) {
    for (String names : List.of("Иванов Пётр Сергеевич", "СИДОРОВА АННА ПАВЛОВНА", "Казань, ул. Садовая, дом 5")) {
      byte[] text = ("name;debt since\n" + names + ";1\n").getBytes(Charset.forName(encoding));
      assertThat(read(text)).as(names).containsExactly(names + "|1");
      assertThat(open(text).form().english()).startsWith(encoding);
      byte[] marked = ("\uFEFFname;debt since\n" + names + ";1\n").getBytes(Charset.forName(encoding));
      if (encoding.startsWith("UTF")) {
        assertThat(read(marked)).as(names).containsExactly(names + "|1");
      }
    }
  }

  @Test
  void romanian_is_read_in_windows_1250() {
    String names = "Munteanu Ştefan Bălţi Chişinău străzii învăţător";
    byte[] text = ("name;debt since\n" + names + ";1\n").getBytes(Charset.forName("windows-1250"));
    assertThat(read(text)).containsExactly(names + "|1");
    assertThat(open(text).form().english()).startsWith("windows-1250");
  }

  @Test
  void an_encoding_that_is_not_clear_refuses_the_file_and_names_the_candidates() {
    byte[] few = {'n', 'a', 'm', 'e', '\n', 'a', ' ', (byte) 0xE9, '\n'};
    assertThatThrownBy(() -> open(few)).isInstanceOf(BadInput.class)
        .hasMessageContaining("t.csv:2").hasMessageContaining("may be any of").hasMessageContaining("KOI8-R");
  }

  @Test
  void one_bad_byte_rejects_its_row_and_leaves_the_file_utf_8() {
    byte[] text = bytes("name;debt since\nИванов Пётр;1\nПетрова Анна;2\nСидоров;3\n");
    text[bytes("name;debt since\nИванов Пётр;1\nПе").length + 1] = (byte) 0xFF;
    assertThat(read(text)).containsExactly(
        "Иванов Пётр|1", "3: has bytes that are no letters in UTF-8; export the file again as UTF-8", "Сидоров|3");
  }

  @Test
  void a_file_that_mixes_encodings_is_refused_with_the_line() throws IOException {
    var mixed = new java.io.ByteArrayOutputStream();
    mixed.write(bytes("name;debt since\nИванов Пётр;1\n"));
    mixed.write("Анна Петр;2\n".getBytes(WINDOWS));
    assertThatThrownBy(() -> open(mixed.toByteArray())).isInstanceOf(BadInput.class).hasMessageContaining("t.csv:3");
  }

  @Test
  void the_encoding_of_the_mapping_decides() {
    var formats = new Mapping.Formats(Optional.empty(), Mapping.Decimal.EITHER, Optional.of(WINDOWS));
    Mapping mapping = new Mapping(Map.of(), Set.of(), Map.of(), formats, false, Mapping.Defaults.NONE);
    List<String> rows = new ArrayList<>();
    Table.open(file("name\nя\n".getBytes(WINDOWS)), COLUMNS, mapping).read(line -> rows.add(show(line)));
    assertThat(rows).containsExactly("я|");
    assertThatThrownBy(() -> Table.open(file(bytes("\uFEFFname\nя\n")), COLUMNS, mapping))
        .isInstanceOf(BadInput.class).hasMessageContaining("byte order mark");
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

  private List<String> remarks(byte[] content) {
    List<String> remarks = new ArrayList<>();
    open(content).read(
        line -> {
          if (line instanceof Table.Line.Filled(Row row)) {
            new CellReader(row).warnings().forEach(
                found -> remarks.add(found.line() + ": " + found.column() + ": " + found.reason()));
          }
        });
    return remarks;
  }

  private static String show(Table.Line line) {
    return switch (line) {
      case Table.Line.Filled(Row row) -> row.cell("name") + "|" + row.cell("debt since");
      case Table.Line.Ragged(int number, Sentence reason) -> number + ": " + reason;
      case Table.Line.Totals(Finding totals, Row _) -> "totals " + totals.value();
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
