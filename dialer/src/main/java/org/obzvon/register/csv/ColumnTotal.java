package org.obzvon.register.csv;

import java.math.BigDecimal;
import java.nio.file.Path;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.register.Mapping;

/// Holds the totals that a file tells of a column of amounts against its rows: a file whose rows come to another sum has
/// lost some of them, or was changed. Where the amount of a row cannot be read nothing is held against it.
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
    } catch (Unreadable _) {
      known = false;
    }
  }

  /// A row that could not be parted into cells.
  public void unreadable() {
    known = false;
  }

  /// @throws BadInput when the total is neither that of all rows so far nor that of the rows since the last total
  public void check(Row totals) {
    BigDecimal told;
    try {
      told = Amounts.read(totals.cell(column), decimal);
    } catch (Unreadable _) {
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
