package org.obzvon.comparison;

import java.nio.file.Path;

/// Reads rate tables.
public interface RateFile {

  /// @throws org.obzvon.document.BadInput naming the line of what cannot be taken
  RateTable read(Path file);

  /// The table of the installation where the configuration names one, else the one that comes with the program.
  RateTable usual();

  /// The table that comes with the program: an example of the order of magnitude, found wherever it is started.
  RateTable shipped();
}
