package org.obzvon.comparison.jte;

import java.util.List;
import org.obzvon.comparison.Interval;
import org.obzvon.comparison.ReportWords;
import org.obzvon.document.SafeText;

/// A chart of estimates with their intervals, one under the other.
///
/// @param zero whether to draw the line at no difference
record IntervalChart(String title, List<Row> rows, int digits, boolean zero) {
  private static final int LEAST_LEFT = 210;
  private static final int MOST_LEFT = 330;

  /// The width of one of the page's letters at their size, in the drawing's units.
  private static final double LETTER = 7.6;
  private static final int RIGHT = 560;
  private static final int ROW = 30;
  private static final int TICKS = 6;

  /// @param note shown instead of the numbers, if there is no interval to draw; empty otherwise
  /// @param kind shape of the point
  record Row(String label, double value, Interval interval, String note, int kind) {}

  String draw(ReportWords words) {
    Drawing drawing = new Drawing(rows.size() * ROW + 44, title);
    double bottom = rows.size() * ROW + 8.0;
    int left = left();
    Scale scale = scale(left);
    for (double tick : scale.ticks(TICKS)) {
      drawing.line(scale.at(tick), 4, scale.at(tick), bottom, "grid");
      drawing.text(scale.at(tick), bottom + 20, Drawing.Anchor.MIDDLE, words.number(tick, scale.digits(TICKS)));
    }
    if (zero) {
      drawing.line(scale.at(0), 0, scale.at(0), bottom, "axis");
    }
    drawing.line(left, bottom, RIGHT, bottom, "axis");
    for (int index = 0; index < rows.size(); index++) {
      row(drawing, scale, index, words);
    }
    return drawing.toString();
  }

  /// Returns the room for the longest label.
  private int left() {
    int longest = rows.stream().mapToInt(row -> fitting(row.label).length()).max().orElse(0);
    return (int) Math.clamp(longest * LETTER + 16, LEAST_LEFT, MOST_LEFT);
  }

  private static String fitting(String label) {
    int most = (int) ((MOST_LEFT - 16) / LETTER);
    return label.length() > most
        ? SafeText.cut(label, most - 1) + "…"
        : label;
  }

  private Scale scale(int left) {
    double low = 0;
    double high = 0;
    for (Row row : rows) {
      for (double value : new double[]{row.value, row.interval.low(), row.interval.high()}) {
        boolean told = Double.isFinite(value) && (row.interval.isKnown() || row.note.isEmpty());
        low = told ? Math.min(low, value) : low;
        high = told ? Math.max(high, value) : high;
      }
    }
    double room = (high - low) * 0.05;
    return Scale.of(low < 0 ? low - room : 0, high > 0 ? high + room : low < 0 ? 0 : 1, left, RIGHT);
  }

  private void row(Drawing drawing, Scale scale, int index, ReportWords words) {
    Row row = rows.get(index);
    double y = index * ROW + 20.0;
    drawing.text(scale.from() - 12, y + 4, Drawing.Anchor.END, fitting(row.label));
    if (row.interval.isKnown()) {
      drawing.line(scale.at(row.interval.low()), y, scale.at(row.interval.high()), y, "whisker");
      drawing.line(scale.at(row.interval.low()), y - 5, scale.at(row.interval.low()), y + 5, "whisker");
      drawing.line(scale.at(row.interval.high()), y - 5, scale.at(row.interval.high()), y + 5, "whisker");
    }
    if (Double.isFinite(row.value) && row.note.isEmpty()) {
      drawing.point(scale.at(row.value), y, row.kind);
    }
    String numbers = words.number(row.value, digits) + " (" + words.range(row.interval, 1, digits) + ")";
    drawing.text(RIGHT + 12, y + 4, Drawing.Anchor.START, row.note.isEmpty() ? numbers : row.note);
  }
}
