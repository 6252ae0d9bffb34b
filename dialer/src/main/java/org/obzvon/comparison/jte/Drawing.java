package org.obzvon.comparison.jte;

import java.util.Locale;
import org.obzvon.document.SafeText;

/// One SVG picture under construction. Everything is drawn in ink and greys: lines differ by their dashes, points by
/// their shape, so that it reads the same in print and for people who do not distinguish colours.
final class Drawing {
  static final int WIDTH = 760;

  /// Shapes of points and dashes of lines, by the position of the arm.
  private static final String[] DASHES = {"none", "9 4", "2 4", "12 4 2 4", "5 2", "1 2"};

  enum Anchor {
    START,
    MIDDLE,
    END
  }

  private final StringBuilder svg = new StringBuilder();
  private final int height;
  private final String title;

  Drawing(int height, String title) {
    this.height = height;
    this.title = title;
  }

  int height() {
    return height;
  }

  void line(double x1, double y1, double x2, double y2, String style) {
    add("<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" class=\"%s\"/>", x1, y1, x2, y2, style);
  }

  void text(double x, double y, Anchor anchor, String text) {
    add("<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>", x, y, anchor.name().toLowerCase(Locale.ROOT),
        SafeText.html(text));
  }

  void rect(double x, double y, double width, double tall, String style) {
    add("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" class=\"%s\"/>", x, y, Math.max(0, width), tall, style);
  }

  /// @param points x and y in turn
  void area(double[] points) {
    add("<polygon points=\"%s\" class=\"band\"/>", joined(points));
  }

  void curve(double[] points, int kind) {
    add("<polyline points=\"%s\" class=\"curve\" stroke-dasharray=\"%s\"/>", joined(points),
        DASHES[kind % DASHES.length]);
  }

  /// Draws a disc, a square, a triangle, a diamond, a cross or a ring.
  void point(double x, double y, int kind) {
    double r = 5;
    switch (kind % 6) {
      case 0 -> add("<circle cx=\"%s\" cy=\"%s\" r=\"%s\"/>", x, y, r);
      case 1 -> add("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>", x - r, y - r, 2 * r, 2 * r);
      case 2 ->
          add("<polygon points=\"%s\"/>", joined(new double[]{x, y - r - 1, x + r + 1, y + r, x - r - 1, y + r}));
      case 3 -> {
        double[] corners = {x, y - r - 2, x + r + 1, y, x, y + r + 2, x - r - 1, y};
        add("<polygon points=\"%s\"/>", joined(corners));
      }
      case 4 -> {
        line(x - r, y - r, x + r, y + r, "curve");
        line(x - r, y + r, x + r, y - r, "curve");
      }
      default -> add("<circle cx=\"%s\" cy=\"%s\" r=\"%s\" class=\"ring\"/>", x, y, r);
    }
  }

  private static String joined(double[] points) {
    StringBuilder text = new StringBuilder();
    for (int index = 0; index + 1 < points.length; index += 2) {
      text.append(index == 0 ? "" : " ").append(number(points[index])).append(',').append(number(points[index + 1]));
    }
    return text.toString();
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  private void add(String format, Object... values) {
    Object[] texts = new Object[values.length];
    for (int index = 0; index < values.length; index++) {
      texts[index] = values[index] instanceof Double value ? number(value) : values[index];
    }
    svg.append(String.format(Locale.ROOT, format, texts)).append('\n');
  }

  @Override
  public String toString() {
    String name = SafeText.html(title);
    return "<svg viewBox=\"0 0 " + WIDTH + " " + height
        + "\" role=\"img\" aria-label=\"" + name + "\"><title>" + name + "</title>\n" + svg + "</svg>\n";
  }
}
