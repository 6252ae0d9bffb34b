package org.obzvon.register;

import java.nio.file.Path;
import java.util.Optional;
import org.obzvon.document.Sentence;

/// Imports files of appointments.
public interface AppointmentFileImport {

  /// @param rejected where rejected rows are listed; empty: beside the file, with `.rejected.csv` added
  /// @throws org.obzvon.document.BadInput when the file as a whole cannot be read; nothing is changed then
  Report take(Path file, Optional<Path> rejected);

  /// @param form encoding and separator as they were detected
  /// @param households of the accounts of the rows that were not rejected
  /// @param rejectedFile present if rows were rejected
  record Report(
      Sentence form, int taken, int moved, int known, int rejected, int households, RowFindings rows,
      Optional<Path> rejectedFile) {}
}
