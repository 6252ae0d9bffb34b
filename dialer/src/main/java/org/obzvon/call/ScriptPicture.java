package org.obzvon.call;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.obzvon.document.SafeText;

/// Draws a script as SVG: one box per step, one arrow per way out, with the keys that take it.
public final class ScriptPicture {
  private static final double MARGIN = 24;
  private static final double BOX_WIDTH = 226;
  private static final double BOX_HEIGHT = 84;
  private static final double LAYER_HEIGHT = 150;
  private static final double TOP = 70;
  private static final int LETTERS_A_LINE = 29;
  private static final int MOST_LINES = 3;

  private final Script script;
  private final ScriptLayout layout;
  private final StringBuilder svg = new StringBuilder();

  private ScriptPicture(Script script) {
    this.script = script;
    this.layout = new ScriptLayout(script);
  }

  public static String svg(Script script) {
    return new ScriptPicture(script).draw();
  }

  private String draw() {
    double width = layout.width() + 2 * MARGIN;
    double height = TOP + layout.layers.size() * LAYER_HEIGHT + MARGIN;
    add("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\">",
        width, height, width, height);
    svg.append("""
        <style>
          text { font-family: "DejaVu Sans", "Liberation Sans", sans-serif; font-size: 11px; fill: #222 }
          .title { font-size: 17px; font-weight: bold }
          .name { font-size: 13px; font-weight: bold }
          .kind { fill: #666 }
          .key { font-weight: bold; fill: #1f4e8c; paint-order: stroke; stroke: #fff; stroke-width: 4px }
          path { fill: none; stroke: #777; stroke-width: 1.3 }
        </style>
        <defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
          <path d="M0,0 L8,4 L0,8 z" style="fill:#777;stroke:none"/></marker></defs>
        """);
    add("<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>");
    add("<text class=\"title\" x=\"%.0f\" y=\"30\">%s</text>", MARGIN,
        escaped(script.heading().name() + " (" + script.heading().language().tag() + "): " + script.heading().title()));
    layout.lines.forEach(this::line);
    script.steps().values().forEach(this::box);
    layout.lines.forEach(this::label);
    return svg.append("</svg>\n").toString();
  }

  // --- boxes

  private void box(Step step) {
    double left = x(slot(step.name())) - BOX_WIDTH / 2;
    double top = top(step.name());
    add("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"8\" fill=\"%s\" stroke=\"#555\"/>",
        left, top, BOX_WIDTH, BOX_HEIGHT, colour(step));
    add("<text class=\"name\" x=\"%.1f\" y=\"%.1f\">%s</text>", left + 10, top + 20, escaped(step.name()));
    add("<text class=\"kind\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
        left + BOX_WIDTH - 10, top + 20, escaped(kind(step)));
    double y = top + 40;
    for (String line : wrapped(step)) {
      add("<text x=\"%.1f\" y=\"%.1f\">%s</text>", left + 10, y, escaped(line));
      y += 15;
    }
    String entry = entry(step.name());
    if (!entry.isEmpty()) {
      add("<text class=\"key\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>",
          left + BOX_WIDTH / 2, top - 8, escaped(entry));
    }
  }

  private String entry(String step) {
    List<String> entries = new ArrayList<>();
    if (step.equals(script.start())) {
      entries.add("start");
    }
    if (step.equals(script.globalKeys().person())) {
      entries.add("key 0 at any moment");
    }
    if (step.equals(script.globalKeys().stop())) {
      entries.add("key 9 at any moment");
    }
    return String.join(", ", entries);
  }

  private static List<String> wrapped(Step step) {
    List<String> lines = new ArrayList<>(List.of(""));
    String text = String.join(" ", step.text().stream().map(Template::source).toList());
    for (String word : text.split(" ")) {
      String longer = (lines.getLast() + " " + word).strip();
      if (longer.length() <= LETTERS_A_LINE) {
        lines.set(lines.size() - 1, longer);
      } else if (lines.size() < MOST_LINES) {
        lines.add(word);
      } else {
        lines.set(lines.size() - 1, lines.getLast() + " …");
        break;
      }
    }
    return lines;
  }

  private static String kind(Step step) {
    return switch (step) {
      case Step.Say _ -> "say";
      case Step.Menu _ -> "menu";
      case Step.ConfirmPerson _ -> "confirm person";
      case Step.AskDay _ -> "ask day";
      case Step.AskReason _ -> "ask reason";
      case Step.Pledge _ -> "pledge";
      case Step.Transfer _ -> "transfer";
      case Step.OptOut _ -> "opt out";
      case Step.SendText _ -> "send text";
      case Step.HangUp _ -> "hang up";
    };
  }

  private static String colour(Step step) {
    return switch (step) {
      case Step.Asking _ -> "#e3eefc";
      case Step.Say _,Step.SendText _ -> "#f4f4f0";
      case Step.Transfer _ -> "#e2f4e4";
      case Step.OptOut _ -> "#fdeceb";
      case Step.HangUp _ -> "#eeeaf5";
    };
  }

  // --- lines

  private void line(ScriptLayout.Line line) {
    if (line.backwards()) {
      double right = x(slot(line.from())) + BOX_WIDTH / 2;
      double end = x(slot(line.to())) + BOX_WIDTH / 2;
      double from = top(line.from()) + BOX_HEIGHT / 2;
      double to = top(line.to()) + BOX_HEIGHT / 2;
      add("<path d=\"M%.1f,%.1f C%.1f,%.1f %.1f,%.1f %.1f,%.1f\" stroke-dasharray=\"4 3\" marker-end=\"url(#tip)\"/>",
          right, from, right + 60, from, end + 60, to, end, to);
      return;
    }
    StringBuilder path = new StringBuilder();
    double x = exit(line);
    double y = top(line.from()) + BOX_HEIGHT;
    path.append(String.format(Locale.ROOT, "M%.1f,%.1f", x, y));
    for (int i = 1; i < line.via().size(); i++) {
      boolean last = i == line.via().size() - 1;
      double toX = last ? entrance(line) : x(line.via().get(i));
      double toY = y + LAYER_HEIGHT - BOX_HEIGHT;
      double half = (y + toY) / 2;
      path.append(String.format(Locale.ROOT, " C%.1f,%.1f %.1f,%.1f %.1f,%.1f", x, half, toX, half, toX, toY));
      x = toX;
      y = toY;
      if (!last) {
        y += BOX_HEIGHT;
        path.append(String.format(Locale.ROOT, " L%.1f,%.1f", x, y));
      }
    }
    add("<path d=\"%s\" marker-end=\"url(#tip)\"/>", path);
  }

  private void label(ScriptLayout.Line line) {
    if (!line.label().isEmpty()) {
      double x = line.backwards() ? x(slot(line.from())) + BOX_WIDTH / 2 + 14 : exit(line);
      double y = top(line.from()) + (line.backwards() ? BOX_HEIGHT / 2 - 8 : BOX_HEIGHT + 15);
      add("<text class=\"key\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>",
          x, y, escaped(runs(line.label())));
    }
  }

  /// Shortens a row of keys: `1, 2, 3, 4` is written `1–4`.
  private static String runs(String label) {
    List<String> runs = new ArrayList<>();
    for (String key : label.split(", ")) {
      String last = runs.isEmpty() ? "" : runs.getLast();
      boolean follows = key.length() == 1 && last.matches("[0-9](–[0-9])?")
          && key.charAt(0) == last.charAt(last.length() - 1) + 1;
      if (follows) {
        runs.set(runs.size() - 1, last.charAt(0) + "–" + key);
      } else {
        runs.add(key);
      }
    }
    return String.join(", ", runs);
  }

  /// Returns where a line leaves its box: the lines leave side by side, in the order of where they go.
  private double exit(ScriptLayout.Line line) {
    List<ScriptLayout.Line> out = layout.lines.stream()
        .filter(other -> other.from().equals(line.from()) && !other.backwards())
        .sorted(Comparator.comparingDouble(other -> x(other.via().get(1))))
        .toList();
    return side(line.from(), out.indexOf(line), out.size());
  }

  private double entrance(ScriptLayout.Line line) {
    List<ScriptLayout.Line> in = layout.lines.stream()
        .filter(other -> other.to().equals(line.to()) && !other.backwards())
        .sorted(Comparator.comparingDouble(other -> x(other.via().get(other.via().size() - 2))))
        .toList();
    return side(line.to(), in.indexOf(line), in.size());
  }

  private double side(String step, int index, int count) {
    return x(slot(step)) - BOX_WIDTH / 2 + BOX_WIDTH * (index + 1) / (count + 1);
  }

  // --- places

  private static ScriptLayout.Slot slot(String step) {
    return new ScriptLayout.Slot(step, false);
  }

  private double x(ScriptLayout.Slot slot) {
    return MARGIN + layout.centres.get(slot);
  }

  private double top(String step) {
    for (int layer = 0; layer < layout.layers.size(); layer++) {
      if (layout.layers.get(layer).contains(slot(step))) {
        return TOP + layer * LAYER_HEIGHT;
      }
    }
    throw new IllegalStateException("the step " + step + " has no layer");
  }

  private void add(String format, Object... arguments) {
    svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }

  private static String escaped(String text) {
    return SafeText.html(SafeText.line(text));
  }
}
