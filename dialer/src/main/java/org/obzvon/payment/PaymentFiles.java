package org.obzvon.payment;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.obzvon.document.Sentence;
import org.obzvon.register.Progress;
import org.obzvon.register.RowFindings;
import org.obzvon.register.Warning;

/// Takes payment files and tells of every row that could not be taken.
public interface PaymentFiles {

  /// @param before called once, when the whole file was read and before its first payment is stored, unless it is a dry
  ///     run; what it throws keeps everything from being stored
  /// @throws org.obzvon.document.BadInput when the file as a whole cannot be read; nothing is changed then
  Report take(Request request, Progress progress, Runnable before);

  /// @see #take(Request, Progress, Runnable)
  default Report take(Request request, Progress progress) {
    return take(request, progress, () -> {});
  }

  /// @param mapping YAML file with the foreign names and words
  /// @param rejected where rejected rows are listed; empty: beside the file, with `.rejected.csv` added
  /// @param zone in which the file writes its times; empty: each debtor's own
  /// @param format empty: told by how the file begins
  record Request(
      Path file, Optional<Path> mapping, Optional<Path> rejected, Optional<ZoneId> zone,
      PaymentImport.Manner manner, Optional<PaymentFormat> format) {

    /// One whose format is told by how the file begins.
    public Request(
        Path file, Optional<Path> mapping, Optional<Path> rejected, Optional<ZoneId> zone, PaymentImport.Manner manner) {
      this(file, mapping, rejected, zone, manner, Optional.empty());
    }
  }

  /// @param form encoding and separator as they were found
  /// @param unread rows that were rejected before they came to the store
  /// @param rejectedFile present when rows were rejected
  record Report(
      Sentence form, PaymentImport.Report taken, int unread, List<Warning> warnings, RowFindings rows,
      Optional<Path> rejectedFile) {
    public Report {
      warnings = List.copyOf(warnings);
    }

    public int rejected() {
      return unread + taken.refused().size();
    }
  }
}
