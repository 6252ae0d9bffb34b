package org.obzvon.console.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.obzvon.document.BadInput;

/// Reads a text file line by line, in UTF-8 only.
final class Utf8Lines {
  private static final String STANDARD_INPUT = "-";
  private static final String MARK = "\uFEFF";

  private Utf8Lines() {}

  /// @param file `-` is the standard input
  /// @throws BadInput when the file cannot be read, with the line that is not UTF-8
  static void each(String file, Consumer<String> each) {
    int line = 0;
    try (InputStream stream = file.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(Path.of(file));
        BufferedReader reader = new BufferedReader(
            new InputStreamReader(stream, StandardCharsets.UTF_8.newDecoder()))) {
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        each.accept(line++ == 0 && text.startsWith(MARK) ? text.substring(1) : text);
      }
    } catch (NoSuchFileException | java.nio.file.InvalidPathException _) {
      throw BadInput.of(file, "does not exist");
    } catch (CharacterCodingException _) {
      throw BadInput.of(file, "is not UTF-8 after line " + line + "; convert it, for example with iconv");
    } catch (IOException e) {
      throw BadInput.of(file, "cannot be read: " + e.getMessage());
    }
  }
}
