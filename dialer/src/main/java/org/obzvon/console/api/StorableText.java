package org.obzvon.console.api;

import java.util.Optional;
import org.obzvon.document.SafeText;

/// Checks that text from outside may be stored: without control characters and halves of characters, of bounded length.
/// Other invisible characters are taken, such as the joiners in emoji: a request to stop must not fail because of its
/// note. Every edge that shows the text cleans it for its purpose, see [SafeText].
public final class StorableText {
  private StorableText() {}

  /// Returns why the text may not be taken.
  public static Optional<String> fault(String text, int longest) {
    if (text.length() > longest) {
      return Optional.of("must have at most " + longest + " characters");
    }
    return SafeText.isUnbroken(text)
        ? Optional.empty()
        : Optional.of("must hold no control characters and no halves of characters");
  }
}
