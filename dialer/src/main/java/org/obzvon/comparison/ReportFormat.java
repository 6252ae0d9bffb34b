package org.obzvon.comparison;

import java.io.Writer;

/// Writes a report in some form.
public interface ReportFormat {

  /// Leaves the writer open.
  void write(Report report, Writer to);
}
