package org.obzvon.call;

import java.nio.file.Path;
import org.obzvon.document.BadInput;

/// Reads scripts and checks them in full. Every method throws [BadInput] with all problems of all files it read.
public interface ScriptReader {

  /// Reads one file, `…/<language>/<name>.yaml`, without comparing it with its twins in other languages.
  Script file(Path file);

  /// Reads a folder that has one folder per language.
  Scripts folder(Path folder);

  /// Returns the scripts that come with the product.
  Scripts shipped();
}
