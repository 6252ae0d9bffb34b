package org.obzvon.console;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.obzvon.comparison.RateTable;
import org.obzvon.contact.Channel;

/// The prices of a rate table as the page shows them: one row for the usual prices of a period, then one for each
/// channel and each line whose prices differ.
public final class RateTableRows {
  private RateTableRows() {}

  /// @param channel channel whose prices differ; otherwise `line` is set; both are empty for the usual prices
  public record Row(
      LocalDate from, Currency currency, Optional<Channel> channel, Optional<String> line, RateTable.Prices prices) {}

  public static List<Row> of(RateTable table) {
    List<Row> rows = new ArrayList<>();
    for (RateTable.Period period : table.periods()) {
      rows.add(new Row(period.from(), period.currency(), Optional.empty(), Optional.empty(), period.prices()));
      new TreeMap<>(period.channels()).forEach(
          (channel, changes) -> rows.add(
              new Row(period.from(), period.currency(), Optional.of(channel), Optional.empty(),
                  changes.on(period.prices()))));
      new TreeMap<>(period.lines()).forEach(
          (line, changes) -> rows.add(
              new Row(period.from(), period.currency(), Optional.empty(), Optional.of(line),
                  changes.on(period.prices()))));
    }
    return rows;
  }
}
