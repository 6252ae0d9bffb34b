package org.obzvon.comparison.jte;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.obzvon.comparison.ReportWords;

/// A chart of curves over days; each curve is named at its right end.
///
/// @param low of the vertical axis; `high` is its upper end
/// @param across title of the horizontal axis
record LineChart(String title, List<Curve> curves, double low, double high, String across) {
  private static final int LEFT = 60;
  private static final int RIGHT = 580;
  private static final int TOP = 10;
  private static final int BOTTOM = 250;
  private static final int NAME = 17;
  private static final int TICKS = 6;
  private static final int MARKS = 6;

  /// @param days with `values` of the same length, in order
  /// @param below and `above` of a band around the curve; empty for none
  /// @param stepped the curve keeps its value until the next day
  record Curve(
      String name, double[] days, double[] values, double[] below, double[] above, boolean stepped) {

    static Curve plain(String name, double[] days, double[] values, boolean stepped) {
      return new Curve(name, days, values, new double[0], new double[0], stepped);
    }
  }

  String draw(ReportWords words) {
    Drawing drawing = new Drawing(BOTTOM + 48, title);
    double last = curves.stream().mapToDouble(curve -> curve.days[curve.days.length - 1]).max().orElse(1);
    Scale x = Scale.of(0, last, LEFT, RIGHT);
    Scale y = Scale.of(low, high, BOTTOM, TOP);
    for (double tick : y.ticks(TICKS)) {
      drawing.line(LEFT, y.at(tick), RIGHT, y.at(tick), "grid");
      drawing.text(LEFT - 8, y.at(tick) + 4, Drawing.Anchor.END, words.number(tick, y.digits(TICKS)));
    }
    for (double tick : x.ticks(TICKS)) {
      drawing.line(x.at(tick), BOTTOM, x.at(tick), BOTTOM + 5, "axis");
      drawing.text(x.at(tick), BOTTOM + 20, Drawing.Anchor.MIDDLE, words.number(tick, x.digits(TICKS)));
    }
    curves.stream().filter(curve -> curve.below.length > 0).forEach(curve -> band(drawing, curve, x, y));
    drawing.line(LEFT, y.at(Math.max(0, low)), RIGHT, y.at(Math.max(0, low)), "axis");
    drawing.text((LEFT + RIGHT) / 2.0, BOTTOM + 40, Drawing.Anchor.MIDDLE, across);
    for (int kind = 0; kind < curves.size(); kind++) {
      curve(drawing, curves.get(kind), new Scale[]{x, y}, kind);
    }
    names(drawing, y);
    return drawing.toString();
  }

  private static void band(Drawing drawing, Curve curve, Scale x, Scale y) {
    int size = curve.days.length;
    double[] points = new double[4 * size];
    for (int index = 0; index < size; index++) {
      points[2 * index] = x.at(curve.days[index]);
      points[2 * index + 1] = y.at(curve.above[index]);
      points[4 * size - 2 * index - 2] = x.at(curve.days[index]);
      points[4 * size - 2 * index - 1] = y.at(curve.below[index]);
    }
    drawing.area(points);
  }

  private static void curve(Drawing drawing, Curve curve, Scale[] scales, int kind) {
    List<Double> points = new ArrayList<>();
    double before = Double.NaN;
    for (int index = 0; index < curve.days.length; index++) {
      double at = scales[0].at(curve.days[index]);
      double value = scales[1].at(curve.values[index]);
      if (curve.stepped && index > 0) {
        points.add(at);
        points.add(before);
      }
      points.add(at);
      points.add(value);
      before = value;
    }
    drawing.curve(points.stream().mapToDouble(Double::doubleValue).toArray(), kind);
    int every = Math.max(1, curve.days.length / MARKS);
    for (int index = every - 1; index < curve.days.length; index += every) {
      drawing.point(scales[0].at(curve.days[index]), scales[1].at(curve.values[index]), kind);
    }
  }

  /// Draws the names. Names that would overlap are pushed down in the order of their curves' ends.
  private void names(Drawing drawing, Scale y) {
    List<Integer> order = new ArrayList<>();
    for (int kind = 0; kind < curves.size(); kind++) {
      order.add(kind);
    }
    order.sort(Comparator.comparing(kind -> end(curves.get(kind), y)));
    double free = TOP;
    for (int index = 0; index < order.size(); index++) {
      Curve curve = curves.get(order.get(index));
      double room = BOTTOM - (order.size() - 1.0 - index) * NAME;
      double at = Math.min(room, Math.max(free, end(curve, y)));
      drawing.line(RIGHT + 2, end(curve, y), RIGHT + 16, at, "grid");
      drawing.point(RIGHT + 24, at, order.get(index));
      drawing.text(RIGHT + 36, at + 4, Drawing.Anchor.START, curve.name);
      free = at + NAME;
    }
  }

  private static double end(Curve curve, Scale y) {
    return y.at(curve.values[curve.values.length - 1]);
  }
}
