package org.obzvon.backup.jdbc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The contents of a backup: the last entry of its file, one fact a line, with words separated by tabs.
///
/// @param takenAt moment whose state the file holds
/// @param versions migrations that the database had, in their order
/// @param tables by name
/// @param sequences by name
public record Manifest(
    Instant takenAt, List<String> versions, Map<String, Table> tables, Map<String, Sequence> sequences) {
  private static final String FORMAT = "1";

  /// @param columns in the order in which a row gives them
  public record Table(long rows, List<String> columns) {}

  /// @param called whether the value was already given out
  public record Sequence(long value, boolean called) {}

  public Manifest {
    versions = List.copyOf(versions);
    tables = new LinkedHashMap<>(tables);
    sequences = new LinkedHashMap<>(sequences);
  }

  public String schemaVersion() {
    return versions.getLast();
  }

  public long rows() {
    return tables.values().stream().mapToLong(Table::rows).sum();
  }

  String text() {
    StringBuilder text = new StringBuilder();
    line(text, "format", FORMAT);
    line(text, "taken", takenAt.toString());
    line(text, "versions", String.join(",", versions));
    tables.forEach(
        (name, table) -> line(text, "table", name, Long.toString(table.rows()), String.join(",", table.columns())));
    sequences.forEach(
        (name, sequence) -> line(text, "sequence", name, Long.toString(sequence.value()),
            Boolean.toString(sequence.called())));
    return text.toString();
  }

  private static void line(StringBuilder text, String... words) {
    text.append(String.join("\t", words)).append('\n');
  }

  /// @throws IllegalArgumentException when the text is no manifest, or one of a format that this program does not know
  static Manifest read(String text) {
    Instant taken = null;
    List<String> versions = new ArrayList<>();
    Map<String, Table> tables = new LinkedHashMap<>();
    Map<String, Sequence> sequences = new LinkedHashMap<>();
    String format = "";
    for (String line : text.lines().toList()) {
      String[] words = line.split("\t", -1);
      switch (words[0]) {
        case "format" -> format = words[1];
        case "taken" -> taken = Instant.parse(words[1]);
        case "versions" -> versions.addAll(List.of(words[1].split(",")));
        case "table" -> tables.put(words[1], new Table(Long.parseLong(words[2]), List.of(words[3].split(","))));
        case "sequence" ->
            sequences.put(words[1], new Sequence(Long.parseLong(words[2]), Boolean.parseBoolean(words[3])));
        default -> throw new IllegalArgumentException("unknown fact '" + words[0] + "'");
      }
    }
    if (!format.equals(FORMAT) || taken == null || versions.isEmpty() || tables.isEmpty()) {
      throw new IllegalArgumentException("format '" + format + "' instead of " + FORMAT);
    }
    return new Manifest(taken, versions, tables, sequences);
  }
}
