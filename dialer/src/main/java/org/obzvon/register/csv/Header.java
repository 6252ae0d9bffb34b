package org.obzvon.register.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.document.Sentence;
import org.obzvon.register.Mapping;

/// The first row of a file: which separator it uses and where each of our columns stands.
///
/// @param width cells up to the last column that has a name
/// @param places our column → its index
record Header(char separator, int width, Map<String, Integer> places) {
  private static final int LONGEST = 1 << 16;

  static Header read(Path file, Reader text, Table.Columns columns, Mapping mapping) throws IOException {
    String first = firstRow(text);
    if (first.isBlank()) {
      throw BadInput.of(file.toString(), FileFault.EMPTY.with());
    }
    char separator = separator(first);
    List<String> names = names(file, first, separator);
    return new Header(separator, names.size(), places(file, names, columns, mapping));
  }

  int place(String column) {
    return places.getOrDefault(column, -1);
  }

  CsvReader.CsvReaderBuilder csv() {
    return csv(separator);
  }

  static BadInput broken(Path file, CsvParseException e) {
    String why = Text.printable(Optional.ofNullable(e.getCause()).map(Throwable::getMessage).orElse(e.getMessage()));
    return BadInput.of(file.toString(), FileFault.NO_CSV.with(why));
  }

  private static CsvReader.CsvReaderBuilder csv(char separator) {
    return CsvReader.builder()
        .fieldSeparator(separator)
        .skipEmptyLines(true)
        .allowExtraFields(true)
        .allowMissingFields(true)
        .allowUnclosedQuote(false)
        .allowExtraCharsAfterClosingQuote(false);
  }

  /// The text up to the first line break outside quotes, leading blank lines skipped.
  private static String firstRow(Reader text) throws IOException {
    StringBuilder row = new StringBuilder();
    boolean quoted = false;
    for (int read = text.read(); read >= 0 && row.length() < LONGEST; read = text.read()) {
      boolean lineEnd = read == '\n' || read == '\r';
      if (lineEnd && !quoted && !row.isEmpty()) {
        return row.toString();
      }
      quoted ^= read == '"';
      if (!lineEnd || quoted) {
        row.append((char) read);
      }
    }
    return row.toString();
  }

  /// The one of the three that parts the header most often.
  private static char separator(String first) {
    char best = ',';
    int most = 0;
    for (char candidate : new char[] {',', ';', '\t'}) {
      int count = 0;
      boolean quoted = false;
      for (char read : first.toCharArray()) {
        quoted ^= read == '"';
        count += read == candidate && !quoted ? 1 : 0;
      }
      if (count > most) {
        most = count;
        best = candidate;
      }
    }
    return best;
  }

  private static List<String> names(Path file, String first, char separator) {
    try (CsvReader<CsvRecord> csv = csv(separator).ofCsvRecord(first)) {
      Iterator<CsvRecord> rows = csv.iterator();
      List<String> names = new ArrayList<>(rows.hasNext() ? rows.next().getFields() : List.of());
      while (!names.isEmpty() && names.getLast().isBlank()) {
        names.removeLast();
      }
      return names;
    } catch (CsvParseException e) {
      throw broken(file, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Integer> places(
      Path file, List<String> names, Table.Columns columns, Mapping mapping) {
    Map<String, Integer> places = new HashMap<>();
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String plain = Mapping.plain(names.get(i));
      String our = mapping.columns().getOrDefault(plain, plain);
      if (mapping.ignored().contains(plain)) {
        continue;
      }
      if (!columns.known().contains(our)) {
        problems.add(problem(file, names.get(i), FileFault.UNKNOWN_COLUMN.with(String.join(", ", columns.known()))));
      } else if (places.put(our, i) != null) {
        problems.add(problem(file, names.get(i), FileFault.COLUMN_TWICE.with(our)));
      }
    }
    for (String missing : columns.required()) {
      if (!places.containsKey(missing)) {
        problems.add(problem(file, missing, FileFault.COLUMN_MISSING.with()));
      }
    }
    if (!problems.isEmpty()) {
      throw new BadInput(problems.stream().limit(30).toList());
    }
    return Map.copyOf(places);
  }

  private static Problem problem(Path file, String column, Sentence reason) {
    return new Problem(file.toString(), 1, "'" + Text.printable(column) + "'", reason);
  }
}
