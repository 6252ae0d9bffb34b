package org.obzvon.call;

import java.nio.file.Path;
import org.obzvon.document.BadInput;

/// Reads scripts and checks them in full. Every method throws [BadInput] with all problems of all files it read.
public interface ScriptReader {

  /// One file, `…/<language>/<name>.yaml`, whatever its twins.
  Script file(Path file);

  /// A folder with one folder a language.
  Scripts folder(Path folder);

  /// The scripts that come with the product.
  Scripts shipped();
}
