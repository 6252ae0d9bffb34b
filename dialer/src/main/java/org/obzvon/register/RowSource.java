package org.obzvon.register;

import java.util.function.Consumer;
import org.obzvon.document.Sentence;

/// An opened file whose rows can be read one by one, such as a table or a statement of a bank.
public interface RowSource<T> {

  /// Returns how the file is read: its encoding with the separator of a table or the format of a bank.
  Sentence form();

  /// Passes the result of every row to `results`. The caller must not store any of them before this returns, because
  /// the last line may have a fault that concerns the whole file.
  ///
  /// @throws org.obzvon.document.BadInput when the file as a whole cannot be taken
  void read(Consumer<RowResult<T>> results, Progress progress);
}
