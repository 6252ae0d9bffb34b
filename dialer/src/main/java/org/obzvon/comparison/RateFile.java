package org.obzvon.comparison;

import java.nio.file.Path;

/// Reads rate tables.
public interface RateFile {

  /// @throws org.obzvon.document.BadInput naming the line of what cannot be read
  RateTable read(Path file);

  /// Returns the installation's table if the configuration names one, else the shipped one.
  RateTable usual();

  /// Returns the table that is part of the program: example prices of a realistic order of magnitude. It does not depend
  /// on the working directory.
  RateTable shipped();
}
