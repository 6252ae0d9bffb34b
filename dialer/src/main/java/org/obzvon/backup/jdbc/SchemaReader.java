package org.obzvon.backup.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the structure of a database: the tables of its schema with their columns, its sequences, and its migrations.
final class SchemaReader {
  private static final String COLUMNS = """
      select c.relname, a.attname
        from pg_class c
        join pg_attribute a on a.attrelid = c.oid
       where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
         and a.attgenerated = '' and c.relname not in ('flyway_schema_history', 'restore_under_way')
       order by c.relname, a.attnum
      """;

  private SchemaReader() {}

  static Map<String, List<String>> columns(Connection connection) throws SQLException {
    Map<String, List<String>> columns = new LinkedHashMap<>();
    for (List<String> row : rows(connection, COLUMNS)) {
      columns.computeIfAbsent(row.getFirst(), _ -> new ArrayList<>()).add(row.getLast());
    }
    return columns;
  }

  /// Returns the sequences. A value read now is at least what any row seen before was given.
  static Map<String, Manifest.Sequence> sequences(Connection connection) throws SQLException {
    Map<String, Manifest.Sequence> sequences = new LinkedHashMap<>();
    List<List<String>> names = rows(connection,
        "select relname from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'S' order by 1");
    for (List<String> name : names) {
      List<String> state = rows(connection, "select last_value, is_called from " + quoted(name.getFirst())).getFirst();
      sequences.put(
          name.getFirst(), new Manifest.Sequence(Long.parseLong(state.getFirst()), state.getLast().equals("t")));
    }
    return sequences;
  }

  static List<String> versions(Connection connection) throws SQLException {
    return rows(
        connection,
        "select version from flyway_schema_history where success and type = 'SQL' order by installed_rank")
        .stream().map(List::getFirst).toList();
  }

  static List<List<String>> rows(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      List<List<String>> all = new ArrayList<>();
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
          row.add(rows.getString(column));
        }
        all.add(row);
      }
      return all;
    }
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String listed(String table, List<String> columns) {
    return quoted(table) + " (" + String.join(", ", columns.stream().map(SchemaReader::quoted).toList()) + ")";
  }
}
