package org.obzvon.payment.bank;

import java.io.IOException;
import java.util.function.Consumer;

/// Reads one format of a bank's file entry by entry.
interface BankReader {

  /// Passes every entry to the consumer. The caller must not use any of them before this returns, because only the end
  /// of the file shows whether the file is complete.
  ///
  /// @throws org.obzvon.document.BadInput when the file as a whole cannot be taken
  void read(BankFile file, Consumer<BankEntry> entries) throws IOException;
}
