package org.obzvon.comparison;

import java.io.Writer;
import java.util.Optional;

/// Writes a report for other programs.
public interface ReportFormat {

  /// Leaves the writer open.
  ///
  /// @param campaign empty for the comparison of a file
  void write(Comparison comparison, Optional<CampaignAccounts> campaign, Writer to);
}
