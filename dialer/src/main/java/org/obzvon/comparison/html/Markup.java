package org.obzvon.comparison.html;

/// Text that came from elsewhere, made harmless in HTML and SVG.
final class Markup {
  private Markup() {}

  static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints().forEach(
        letter -> {
          switch (letter) {
            case '&' -> safe.append("&amp;");
            case '<' -> safe.append("&lt;");
            case '>' -> safe.append("&gt;");
            case '"' -> safe.append("&quot;");
            case '\'' -> safe.append("&#39;");
            default -> {
              boolean control = Character.isISOControl(letter) || Character.getType(letter) == Character.FORMAT;
              safe.appendCodePoint(control && letter != '\n' ? '?' : letter);
            }
          }
        });
    return safe.toString();
  }
}
