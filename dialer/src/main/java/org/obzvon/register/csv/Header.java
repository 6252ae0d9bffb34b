package org.obzvon.register.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
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
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.document.Sentence;
import org.obzvon.register.Mapping;

/// The first row of a file: its separator and the place of each of our columns.
///
/// @param width how many cells there are up to the last column that has a name
/// @param places our column → its index
/// @param lastLine on which the header ends; the rows follow
/// @param titles the lines before the header, if a report has any
record Header(char separator, int width, Map<String, Integer> places, int lastLine, List<CountedLines.Line> titles) {
  private static final int LONGEST = 1 << 16;
  /// Reports have a few lines of titles before their header.
  private static final int MOST_TITLES = 20;
  private static final Pattern SEPARATOR_LINE = Pattern.compile("\\s*\"?sep=(.)\"?\\s*", Pattern.CASE_INSENSITIVE);

  static Header read(Path file, Reader text, Table.Columns columns, Mapping mapping) throws IOException {
    CountedLines lines = new CountedLines(text);
    String first = firstRow(lines);
    if (first.indexOf(FileProbe.UNREADABLE) >= 0) {
      throw BadInput.of(file.toString(), FileFault.HEADER_LETTERS.with());
    }
    if (first.isBlank()) {
      throw BadInput.of(file.toString(), FileFault.EMPTY.with());
    }
    Matcher named = SEPARATOR_LINE.matcher(first);
    Optional<Character> separator = named.matches() ? Optional.of(named.group(1).charAt(0)) : Optional.empty();
    String row = separator.isPresent() ? firstRow(lines) : first;
    List<CountedLines.Line> titles = new ArrayList<>();
    String begin = row;
    int beginLine = lines.number();
    while (!isHeader(row, separator.orElse(separator(row)), columns, mapping)) {
      if (row.isBlank() || titles.size() == MOST_TITLES) {
        // No line is a header; the faults are reported on the first line.
        return header(file, begin, separator.orElse(separator(begin)), columns, mapping, beginLine, List.of());
      }
      titles.add(new CountedLines.Line(lines.number(), row));
      row = firstRow(lines);
    }
    return header(file, row, separator.orElse(separator(row)), columns, mapping, lines.number(), titles);
  }

  private static Header header(
      Path file, String row, char separator, Table.Columns columns, Mapping mapping, int line,
      List<CountedLines.Line> titles) {
    List<String> names = names(file, row, separator);
    return new Header(separator, names.size(), places(file, names, columns, mapping, line), line, titles);
  }

  /// Returns true if the row has at least half of the columns that a file must have.
  private static boolean isHeader(String row, char separator, Table.Columns columns, Mapping mapping) {
    Set<String> known = Quoting.part(row, separator).cells().stream()
        .map(Mapping::plain)
        .map(name -> mapping.columns().getOrDefault(name, name))
        .filter(columns.known()::contains)
        .collect(Collectors.toSet());
    long required = columns.required().stream().filter(known::contains).count();
    return required > 0 && required * 2 >= columns.required().size();
  }

  int place(String column) {
    return places.getOrDefault(column, -1);
  }

  /// Returns our name of the column at an index; empty if it is none of ours.
  String name(int place) {
    return places.entrySet().stream()
        .filter(column -> column.getValue() == place)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("");
  }

  private static BadInput broken(Path file, CsvParseException e) {
    String why = Text.printable(Optional.ofNullable(e.getCause()).map(Throwable::getMessage).orElse(e.getMessage()));
    return BadInput.of(file.toString(), FileFault.NO_CSV.with(why));
  }

  private static CsvReader.CsvReaderBuilder csv(char separator) {
    return CsvReader.builder()
        .fieldSeparator(separator)
        .skipEmptyLines(true)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .allowUnclosedQuote(false);
  }

  /// Returns the text up to the first line break outside quotes, without leading blank lines.
  private static String firstRow(CountedLines lines) throws IOException {
    StringBuilder row = new StringBuilder();
    for (CountedLines.Line line = lines.next(); line != null && row.length() < LONGEST; line = lines.next()) {
      row.append(line.text());
      if (!row.toString().isBlank() && row.chars().filter(read -> read == Quoting.QUOTE).count() % 2 == 0) {
        return row.toString();
      }
      row.append(row.isEmpty() ? "" : "\n");
    }
    return row.toString();
  }

  /// Returns the one of the three separators that divides the header most often.
  private static char separator(String first) {
    char best = ',';
    int most = 0;
    for (char candidate : new char[]{',', ';', '\t'}) {
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
      Path file, List<String> names, Table.Columns columns, Mapping mapping, int line) {
    Map<String, Integer> places = new HashMap<>();
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String plain = Mapping.plain(names.get(i));
      String our = mapping.columns().getOrDefault(plain, plain);
      if (mapping.ignored().contains(plain)) {
        continue;
      }
      if (!columns.known().contains(our) && columns.others().isPresent()) {
        columns.others().get().accept(names.get(i));
      } else if (!columns.known().contains(our)) {
        problems.add(problem(file, line, names.get(i),
            FileFault.UNKNOWN_COLUMN.with(String.join(", ", columns.known()))));
      } else if (places.put(our, i) != null) {
        problems.add(problem(file, line, names.get(i), FileFault.COLUMN_TWICE.with(our)));
      }
    }
    for (String missing : columns.required()) {
      if (!places.containsKey(missing)) {
        problems.add(problem(file, line, missing, FileFault.COLUMN_MISSING.with()));
      }
    }
    if (!problems.isEmpty()) {
      throw new BadInput(problems.stream().limit(30).toList());
    }
    return Map.copyOf(places);
  }

  private static Problem problem(Path file, int line, String column, Sentence reason) {
    return new Problem(file.toString(), line, "'" + Text.printable(column) + "'", reason);
  }
}
