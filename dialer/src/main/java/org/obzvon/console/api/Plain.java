package org.obzvon.console.api;

import java.util.Optional;

/// Text from outside that may be stored and shown: well-formed, without control characters, of bounded length.
public final class Plain {
  private Plain() {}

  /// Why the text may not be taken.
  public static Optional<String> fault(String text, int longest) {
    if (text.length() > longest) {
      return Optional.of("must have at most " + longest + " characters");
    }
    return text.codePoints().allMatch(Plain::isHarmless)
        ? Optional.empty()
        : Optional.of("must hold no control characters and no halves of characters");
  }

  private static boolean isHarmless(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
      default -> true;
    };
  }
}
