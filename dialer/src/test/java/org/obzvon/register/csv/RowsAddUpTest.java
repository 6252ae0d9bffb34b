package org.obzvon.register.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.document.BadInput;
import org.obzvon.register.Entry;
import org.obzvon.register.Mapping;

/// Tests that, however a file is broken, no row gets a value of another line without a finding, and no line is lost.
@Tag("slow")
class RowsAddUpTest {
  private static final int MUTATIONS = 100_000;
  private static final int WHOLE_FILES = 1_000;
  private static final String REGISTER = "account;name;phones;balance;currency;language;zone;address";
  private static final String PAYMENTS = "external id;account;amount;currency;paid at";

  @TempDir
  Path directory;

  /// Returns rows in which every cell contains the number of its line.
  private static String rows(boolean register, Random random) {
    StringBuilder rows = new StringBuilder();
    for (int line = 2; line < 9; line++) {
      String name = random.nextBoolean() ? "Имя" + line : "\"Имя" + line + "; ООО \"\"Тест" + line + "\"\"\"";
      String address = random.nextInt(4) > 0 ? "ул. " + line : "\"ул. " + line + "\nд. " + line + "\"";
      rows.append(
          register
              ? "A%d;%s;+7900000410%d;-%d00,00;RUB;ru;Europe/Moscow;%s%n".formatted(line, name, line, line, address)
              : "P%d;A%d;%d00,00;RUB;2026-11-0%d%n".formatted(line, line, line, line));
    }
    return rows.toString().replace(System.lineSeparator(), "\n");
  }

  /// Damages the text one to four times: cuts it, inserts quotes, shifts columns or replaces characters.
  private static String broken(String clean, Random random) {
    StringBuilder text = new StringBuilder(clean);
    for (int times = 1 + random.nextInt(4); times > 0 && text.length() > 8; times--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(6)) {
        case 0 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(30)));
        case 1, 2 -> text.insert(at, '"');
        case 3 -> text.insert(at, ';');
        case 4 -> text.setCharAt(at, ";\"\n\r x0\u00A0".charAt(random.nextInt(8)));
        default -> text.setLength(Math.max(8, at));
      }
    }
    return text.toString();
  }

  @Test
  void no_value_of_a_row_comes_from_another_line_without_a_finding_and_no_line_is_lost() throws IOException {
    for (int seed = 0; seed < MUTATIONS; seed++) {
      Random random = new Random(seed);
      boolean register = seed % 2 == 0;
      String text = broken(rows(register, random), random);
      check(seed, text, (register ? REGISTER : PAYMENTS).split(";").length);
    }
  }

  private static void check(int seed, String text, int width) throws IOException {
    String[] lines = text.split("\r\n|\n|\r", -1);
    CsvRows rows = new CsvRows(new StringReader(text), ';', width);
    boolean[] told = new boolean[lines.length + 1];
    for (CsvRows.Read row = rows.next(); row != null; row = rows.next()) {
      String own = lines[row.line() - 1];
      boolean several = row.remark().filter(found -> found.code().equals("row.cell-of-several-lines")).isPresent();
      int last = several ? Integer.parseInt(row.remark().get().values().get(1).text()) : row.line();
      for (int line = row.line(); line <= last; line++) {
        if (told[line]) {
          fail("seed %d: line %d is told twice in%n%s", seed, line, text);
        }
        told[line] = true;
      }
      if (row.remark().isEmpty()) {
        for (String cell : row.cells()) {
          if (!own.contains(cell) && !own.contains(cell.replace("\"", "\"\""))) {
            fail("seed %d: line %d has '%s' of another line in%n%s", seed, row.line(), cell, text);
          }
        }
      }
    }
    for (int line = 1; line <= lines.length; line++) {
      if (!told[line] && !lines[line - 1].isBlank()) {
        fail("seed %d: line %d is lost in%n%s", seed, line, text);
      }
    }
  }

  @Test
  void a_whole_broken_register_is_refused_or_each_of_its_rows_is_taken_or_rejected() throws IOException {
    Path file = directory.resolve("register.csv");
    int taken = 0;
    for (int seed = 0; seed < WHOLE_FILES; seed++) {
      Random random = new Random(seed);
      byte[] bytes = (REGISTER + "\n" + broken(rows(true, random), random)).getBytes(StandardCharsets.UTF_8);
      if (random.nextInt(3) == 0) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Files.write(file, bytes);
      try {
        taken += whole(seed, file);
      } catch (BadInput refused) {
        assertThat(refused.problems()).isNotEmpty();
      }
    }
    assertThat(taken).as("most files have good rows left").isGreaterThan(WHOLE_FILES);
  }

  /// Reads the file and returns how many rows were taken.
  private static int whole(int seed, Path file) {
    RegisterRows reader = new RegisterRows(
        new RegisterRows.Rules(Mapping.NONE, Mapping.Defaults.NONE, LocalDate.of(2026, 11, 27), new ForeignAccounts()),
        0);
    int[] counts = new int[2];
    Table table = Table.open(file, RegisterRows.COLUMNS, Mapping.NONE);
    int read = table.read(line -> {
      switch (line) {
        case Table.Line.Ragged _ -> counts[1]++;
        case Table.Line.Totals _ -> {
        }
        case Table.Line.Filled(Row row) -> {
          CellReader cells = new CellReader(row);
          Optional<Entry> entry = reader.read(row, cells, reader.note(row));
          counts[entry.isPresent() ? 0 : 1]++;
        }
      }
    });
    assertThat(counts[0] + counts[1]).as("seed %d", seed).isEqualTo(read);
    return counts[0];
  }
}
