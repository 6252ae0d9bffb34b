package org.obzvon.comparison;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads a table of accounts from a file that people made.
public interface AccountFile {

  /// @throws org.obzvon.document.BadInput naming line, column and reason of what cannot be taken
  Reading read(Request request);

  /// Reads a file with our own column names.
  ///
  /// @param covariate the column that holds a number from before the assignment
  default Reading read(Path file, Optional<String> covariate) {
    return read(new Request(file, covariate, Optional.empty(), Optional.empty(), Question.WINDOW_DAYS));
  }

  /// @param covariate the column that holds a number from before the assignment
  /// @param mapping file that tells what the columns and words of a foreign file mean
  /// @param payer who counts as a payer, where the file tells debts; empty for the usual rule
  /// @param windowDays for how long an account is followed whose end the file does not tell
  record Request(
      Path file, Optional<String> covariate, Optional<Path> mapping, Optional<PayerRule> payer, double windowDays) {}

  /// @param remarks what the reader of the report should know about the file
  record Reading(AccountTable table, List<String> remarks) {}
}
