package org.obzvon.console.api.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.document.SafeText;

/// Turns a body `{"source": …, "dry_run": …, "rows": [{…}, …]}` into the table that the imports read: one line for each
/// row after the header, so that line 2 is row 0. Only one row at a time is in memory, whatever the size of the body.
/// The body is read twice, because any row may name a further column.
public final class JsonImportRows {
  private static final int MOST_COLUMNS = 50;
  private static final int LONGEST_CELL = 2_000;
  private static final int FIRST_LINE = 2;
  private static final String ROWS = "rows";
  private static final Set<String> OTHERS = Set.of("source", "dry_run");

  private JsonImportRows() {}

  /// The members beside the rows.
  public record Beside(Optional<JsonValue> source, Optional<JsonValue> dryRun) {}

  /// @param most maximum number of rows
  /// @throws BadInput when the body is not such an object; then nothing, or only a part, was written
  public static Beside table(Path body, Path table, int most) {
    Set<String> columns = new LinkedHashSet<>();
    Map<String, JsonValue> others = read(body, most, row -> add(columns, row));
    try (BufferedWriter csv = Files.newBufferedWriter(table)) {
      write(csv, columns.stream().map(JsonImportRows::name).toList());
      read(body, most, row -> write(csv, columns.stream().map(column -> cell(row.members().get(column))).toList()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Beside(given(others, "source"), given(others, "dry_run"));
  }

  private static Optional<JsonValue> given(Map<String, JsonValue> others, String name) {
    return Optional.ofNullable(others.get(name))
        .filter(value -> !(value.content() instanceof JsonValue.Content.Nothing));
  }

  /// Returns the row, counted from 0, of a line of the table.
  public static int row(int line) {
    return line - FIRST_LINE;
  }

  private interface Rows {
    void take(JsonValue row) throws IOException;
  }

  /// @return the members beside the rows
  private static Map<String, JsonValue> read(Path body, int most, Rows rows) {
    Map<String, JsonValue> others = new LinkedHashMap<>();
    List<Problem> unknown = new ArrayList<>();
    int read = JsonBody.read(body, parser -> {
      JsonValue root = new JsonValue("", parser.currentTokenLocation().getLineNr(), new JsonValue.Content.Nothing());
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw root.bad("must be an object");
      }
      int count = -1;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (name.equals(ROWS)) {
          count = rows(parser, most, rows);
        } else {
          JsonValue value = JsonBody.value(parser, JsonBody.shown(name));
          others.put(name, value);
          if (!OTHERS.contains(name) && unknown.size() < MOST_COLUMNS) {
            unknown.add(new Problem("body", value.line(), value.path(),
                "is unknown; known here: dry_run, rows, source"));
          }
        }
      }
      if (count < 0 && unknown.isEmpty()) {
        throw root.bad("must have a member 'rows'");
      }
      return count;
    });
    if (!unknown.isEmpty()) {
      throw new BadInput(unknown);
    }
    if (read == 0) {
      throw new BadInput(new Problem("body", 1, ROWS, "must have at least one row"));
    }
    return others;
  }

  private static int rows(JsonParser parser, int most, Rows rows) throws IOException {
    int line = parser.currentTokenLocation().getLineNr();
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return -1;
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw new BadInput(new Problem("body", line, ROWS, "must be a list"));
    }
    int count = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (count == most) {
        throw new BadInput(new Problem("body", line, ROWS, "must have at most " + most + " elements"));
      }
      rows.take(JsonBody.value(parser, ROWS + "[" + count++ + "]"));
    }
    return count;
  }

  private static void add(Set<String> columns, JsonValue row) {
    columns.addAll(row.members().keySet());
    if (columns.size() > MOST_COLUMNS) {
      throw row.bad("names more than " + MOST_COLUMNS + " columns together with the rows before it");
    }
  }

  /// Returns a column name that cannot break the line. The imports report unknown names.
  private static String name(String column) {
    return SafeText.marked(column);
  }

  private static String cell(JsonValue value) {
    return value == null ? "" : value.cell(LONGEST_CELL);
  }

  private static void write(Writer csv, List<String> cells) throws IOException {
    csv.write(cells.stream().map(cell -> '"' + cell.replace("\"", "\"\"") + '"').collect(Collectors.joining(",")));
    csv.write('\n');
  }
}
