package org.obzvon.comparison;

import java.io.Writer;

/// Writes a report in one format.
public interface ReportWriter {

  /// Writes the report and leaves the writer open.
  void write(Report report, Writer to);
}
