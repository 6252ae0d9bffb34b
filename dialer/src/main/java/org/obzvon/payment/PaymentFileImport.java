package org.obzvon.payment;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.obzvon.document.Sentence;
import org.obzvon.register.Progress;
import org.obzvon.register.RowFindings;
import org.obzvon.register.Warning;

/// Imports payment files and reports every row that could not be taken.
public interface PaymentFileImport {

  /// Reads a file and stores nothing yet.
  ///
  /// @throws org.obzvon.document.BadInput when the file as a whole cannot be read
  ReadPayments read(Request request, Progress progress);

  /// Reads a file and stores its payments.
  ///
  /// @throws org.obzvon.document.BadInput when the file as a whole cannot be read; nothing is changed then
  default Report take(Request request, Progress progress) {
    return read(request, progress).store(progress);
  }

  /// The payments of a file that was read whole and not stored yet.
  interface ReadPayments {

    /// Stores the payments, or finds out what would happen if it is a dry run. It may be called once.
    Report store(Progress progress);
  }

  /// @param mapping YAML file with the foreign names and words
  /// @param rejected where rejected rows are listed; empty: beside the file, with `.rejected.csv` added
  /// @param zone in which the file writes its times; empty: each debtor's own
  /// @param format empty: detected by the beginning of the file
  record Request(
      Path file, Optional<Path> mapping, Optional<Path> rejected, Optional<ZoneId> zone,
      PaymentImport.Manner manner, Optional<PaymentFormat> format) {

    /// Creates a request whose format is detected by the beginning of the file.
    public Request(
        Path file, Optional<Path> mapping, Optional<Path> rejected, Optional<ZoneId> zone,
        PaymentImport.Manner manner) {
      this(file, mapping, rejected, zone, manner, Optional.empty());
    }
  }

  /// @param form encoding and separator as they were detected
  /// @param unread rows that were rejected before they reached the store
  /// @param rejectedFile present if rows were rejected
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
