package org.obzvon.comparison;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads a table of accounts from a file that people made.
public interface AccountFile {

  /// @param covariate the column that holds a number from before the assignment
  /// @throws org.obzvon.document.BadInput naming line, column and reason of what cannot be taken
  Reading read(Path file, Optional<String> covariate);

  /// @param remarks what the reader of the report should know about the file
  record Reading(AccountTable table, List<String> remarks) {}
}
