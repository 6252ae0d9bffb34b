package org.obzvon.register;

import java.util.List;

/// The result of reading one line of an imported file.
public sealed interface RowResult<T> {

  /// The row can be stored.
  ///
  /// @param line line of the file on which the row begins, counted from 1
  /// @param remarks what to look at although the row is accepted
  record Accepted<T>(int line, T row, List<Finding> remarks) implements RowResult<T> {}

  /// The row cannot be stored.
  ///
  /// @param reasons at least one
  record Rejected<T>(List<Finding> reasons) implements RowResult<T> {}

  /// The line is no row, for example a total below the rows, or the remark concerns the whole file.
  record NoRow<T>(Finding remark) implements RowResult<T> {}
}
