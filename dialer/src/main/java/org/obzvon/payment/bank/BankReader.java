package org.obzvon.payment.bank;

import java.io.IOException;
import java.util.function.Consumer;

/// Reads one form of a bank's file entry by entry.
interface BankReader {

  /// Hands over every entry. Nobody must use any of them before this returns: whether the file is whole stands at its end.
  ///
  /// @throws org.obzvon.document.BadInput when the file as a whole cannot be taken
  void read(BankFile file, Consumer<BankEntry> entries) throws IOException;
}
