package org.obzvon.console.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.obzvon.document.BadInput;

/// Finds out that a file cannot be written before the work is done, not after it.
final class Writable {
  private Writable() {}

  /// @param file null when the option was not given
  static void refuseUnwritable(String option, Path file) {
    if (file == null) {
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isWritable(folder) || Files.isDirectory(file)) {
      throw BadInput.of(option, file + " cannot be written; name a file in a folder that exists and is yours");
    }
  }
}
