package org.obzvon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.ExecuteListener;

/// Remembers the statements that a work sends, and asks the server how it plans them for good: without their values.
final class SentStatements {
  private final DSLContext plain;
  private final List<String> statements = Collections.synchronizedList(new ArrayList<>());
  private final DSLContext listened;

  SentStatements(DSLContext plain) {
    this.plain = plain;
    this.listened =
        plain.configuration()
            .derive(
                ExecuteListener.onExecuteStart(
                    run ->
                        Stream.concat(Stream.ofNullable(run.sql()), Arrays.stream(run.batchSQL())).forEach(statements::add)))
            .dsl();
  }

  /// On which the work is to be done.
  DSLContext db() {
    return listened;
  }

  /// Of all statements that name one of the tables and read from it.
  ///
  /// @param tables as a regular expression
  List<String> plans(String tables, Consumer<DSLContext> work) {
    statements.clear();
    work.accept(listened);
    List<String> sent =
        statements.stream()
            .distinct()
            .filter(sql -> sql.matches("(?s)(select|update|delete|insert).*\"(" + tables + ")\".*"))
            .filter(sql -> !sql.startsWith("insert") || sql.contains(" on conflict "))
            .toList();
    assertThat(sent).isNotEmpty();
    return sent.stream().map(this::plan).toList();
  }

  private String plan(String sql) {
    int values = Math.toIntExact(sql.chars().filter(c -> c == '?').count());
    String numbered = sql;
    for (int i = 1; i <= values; i++) {
      numbered = numbered.replaceFirst("\\?", "\\$" + i);
    }
    String prepared = numbered;
    return plain.transactionResult(
        tx -> {
          tx.dsl().execute("set local plan_cache_mode = force_generic_plan");
          tx.dsl().connection(
              connection -> {
                try (var statement = connection.createStatement()) {
                  statement.execute("prepare planned as " + prepared);
                }
              });
          String nulls = values == 0 ? "" : "(" + String.join(", ", Collections.nCopies(values, "null")) + ")";
          return sql + "\n" + String.join("\n", tx.dsl().fetch("explain execute planned" + nulls).getValues(0, String.class));
        });
  }
}
