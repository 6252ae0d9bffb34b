package org.obzvon.register;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.obzvon.document.Sentence;

/// Imports a register file as a snapshot and reports every row that it could not take.
public interface RegisterImport {

  /// @throws org.obzvon.document.BadInput when the file as a whole cannot be taken; the store is unchanged then
  Report take(Request request, Progress progress);

  /// @param mapping YAML file with the foreign names and words
  /// @param defaults take precedence over those of the mapping
  record Request(
      Path file, Optional<Path> mapping, Origin origin, Mapping.Defaults defaults, Outputs outputs,
      Snapshots.Manner manner) {}

  /// @param takenOn the day the snapshot shows; empty: today
  record Origin(String source, Optional<LocalDate> takenOn) {}

  /// @param rejected where rejected rows are listed; empty: beside the file, with `.rejected.csv` added
  /// @param warnings where every warning is listed; empty: nowhere, the report counts them
  record Outputs(Optional<Path> rejected, Optional<Path> warnings) {}

  /// @param form encoding and separator as they were detected
  /// @param accepted rows that were accepted, whether they were stored or not (see `taken`)
  /// @param rejectedFile present if rows were rejected
  record Report(
      Sentence form, Snapshots.Heading heading, int accepted, Snapshots.Taken taken, List<Warning> warnings,
      RowFindings rows, Optional<Path> rejectedFile) {
    public Report {
      warnings = List.copyOf(warnings);
    }
  }
}
