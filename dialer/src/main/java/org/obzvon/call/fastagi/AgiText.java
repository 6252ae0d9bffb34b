package org.obzvon.call.fastagi;

/// Writes arguments of AGI commands and outside text for the log.
final class AgiText {
  private static final int LONGEST_IN_LOG = 80;

  private AgiText() {}

  /// An argument that stays one argument: in quotes, with quotes and backslashes escaped and without line ends.
  static String quoted(String argument) {
    StringBuilder quoted = new StringBuilder("\"");
    argument.codePoints().forEach(c -> {
      if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029) {
        quoted.append(' ');
      } else {
        if (c == '"' || c == '\\') {
          quoted.append('\\');
        }
        quoted.appendCodePoint(c);
      }
    });
    return quoted.append('"').toString();
  }

  /// Short, on one line, Latin letters and signs alone.
  static String forLog(String outside) {
    String cut = outside.length() > LONGEST_IN_LOG ? outside.substring(0, LONGEST_IN_LOG) + "…" : outside;
    return cut.replaceAll("[^ -~…]", "?");
  }
}
