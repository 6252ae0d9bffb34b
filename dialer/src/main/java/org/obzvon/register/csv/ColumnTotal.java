package org.obzvon.register.csv;

import java.math.BigDecimal;
import java.nio.file.Path;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.register.Mapping;

/// Compares the totals that a file states for a column of amounts with its rows: a file whose rows add up to another
/// sum has lost some of them, or was changed. If the amount of any row cannot be read, nothing is compared.
public final class ColumnTotal {
  private final Path file;
  private final String column;
  private final Mapping.Decimal decimal;
  private BigDecimal all = BigDecimal.ZERO;
  private BigDecimal group = BigDecimal.ZERO;
  private boolean known = true;

  /// @param column that has the amounts
  public ColumnTotal(Path file, String column, Mapping.Decimal decimal) {
    this.file = file;
    this.column = column;
    this.decimal = decimal;
  }

  public void add(Row row) {
    try {
      BigDecimal amount = Amounts.read(row.cell(column), decimal);
      all = all.add(amount);
      group = group.add(amount);
    } catch (UnreadableCell _) {
      known = false;
    }
  }

  /// Records a row that could not be split into cells.
  public void unreadable() {
    known = false;
  }

  /// @throws BadInput when the total is neither that of all rows so far nor that of the rows since the last total
  public void check(Row totals) {
    BigDecimal told;
    try {
      told = Amounts.read(totals.cell(column), decimal);
    } catch (UnreadableCell _) {
      return;
    }
    if (known && told.compareTo(all) != 0 && told.compareTo(group) != 0) {
      throw new BadInput(
          new Problem(
              file.toString(), totals.line(), column, FileFault.TOTAL.with(told.toPlainString(), all.toPlainString())));
    }
    group = BigDecimal.ZERO;
  }
}
