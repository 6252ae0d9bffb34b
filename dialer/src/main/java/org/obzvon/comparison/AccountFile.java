package org.obzvon.comparison;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads the accounts to compare from a table file. Encodings, separators, amounts and dates may be written as people
/// write them.
public interface AccountFile {

  /// @throws org.obzvon.document.BadInput naming the line, the column and the reason of what cannot be read
  Reading read(Request request);

  /// Reads a file that uses our own column names.
  ///
  /// @param covariate the column that holds a number from before the assignment
  default Reading read(Path file, Optional<String> covariate) {
    return read(new Request(file, covariate, Optional.empty(), Optional.empty(), ComparisonQuestion.WINDOW_DAYS));
  }

  /// @param covariate the column that holds a number from before the assignment
  /// @param mapping file that maps the columns and words of a foreign file to ours
  /// @param payer who counts as a payer, if the file has debts; empty for the usual rule
  /// @param windowDays how long an account is followed if the file does not say when its following ended
  record Request(
      Path file, Optional<String> covariate, Optional<Path> mapping, Optional<PayerRule> payer, double windowDays) {}

  /// @param remarks what the reader of the report should know about the file
  record Reading(AccountTable table, List<String> remarks) {}
}
