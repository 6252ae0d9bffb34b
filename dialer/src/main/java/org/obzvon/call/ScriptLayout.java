package org.obzvon.call;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Places the steps of a script in layers from top to bottom: a step is below every step that leads to it, edges over
/// several layers get a slot in each, and the order within a layer follows the neighbours' (the layered drawing of
/// Sugiyama, with barycentres). Edges that lead back up are left out of the layering.
final class ScriptLayout {
  private static final int SWEEPS = 8;
  static final double STEP_WIDTH = 250;
  static final double BEND_WIDTH = 60;

  /// A step, or a bend of an edge that passes its layer.
  ///
  /// @param step name of the step; for a bend a name that no step has
  record Slot(String step, boolean bend) {
    double width() {
      return bend ? BEND_WIDTH : STEP_WIDTH;
    }
  }

  /// The edges between the same two steps, drawn as one.
  ///
  /// @param via the slots it passes, both ends included
  record Line(String from, String to, String label, List<Slot> via, boolean backwards) {}

  final List<List<Slot>> layers = new ArrayList<>();
  final List<Line> lines = new ArrayList<>();
  final Map<Slot, Double> centres = new HashMap<>();

  private final Script script;
  private final Map<String, Integer> depth = new LinkedHashMap<>();
  private final Set<String> backwards = new HashSet<>();

  ScriptLayout(Script script) {
    this.script = script;
    List<String> roots = List.of(script.start(), script.globalKeys().person(), script.globalKeys().stop());
    roots.forEach(root -> findBackwards(root, new ArrayList<>(), new HashSet<>()));
    script.steps().keySet().forEach(step -> depth.put(step, 0));
    deepen();
    fillLayers();
    order();
    spread();
  }

  double width() {
    return layers.stream().mapToDouble(ScriptLayout::width).max().orElse(0);
  }

  private static double width(List<Slot> layer) {
    return layer.stream().mapToDouble(Slot::width).sum();
  }

  private void findBackwards(String step, List<String> way, Set<String> done) {
    if (!done.add(step)) {
      return;
    }
    way.add(step);
    for (Step.Edge edge : script.step(step).edges()) {
      if (way.contains(edge.to())) {
        backwards.add(step + ">" + edge.to());
      } else {
        findBackwards(edge.to(), way, done);
      }
    }
    way.removeLast();
  }

  private boolean isBackwards(String from, String to) {
    return backwards.contains(from + ">" + to);
  }

  /// Computes the layer of each step. Without the edges that lead back there are no cycles, so this ends after at most
  /// one round a step.
  private void deepen() {
    for (int round = 0; round < script.steps().size(); round++) {
      for (Step step : script.steps().values()) {
        for (Step.Edge edge : step.edges()) {
          if (!isBackwards(step.name(), edge.to())) {
            depth.merge(edge.to(), depth.get(step.name()) + 1, Math::max);
          }
        }
      }
    }
  }

  private void fillLayers() {
    int deepest = depth.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    for (int layer = 0; layer <= deepest; layer++) {
      layers.add(new ArrayList<>());
    }
    depth.forEach((step, layer) -> layers.get(layer).add(new Slot(step, false)));
    for (Step step : script.steps().values()) {
      Map<String, String> labels = step.edges().stream()
          .collect(Collectors.toMap(
              Step.Edge::to, Step.Edge::label, (one, other) -> one + ", " + other, LinkedHashMap::new));
      labels.forEach((to, label) -> lines.add(line(step.name(), to, label)));
    }
  }

  private Line line(String from, String to, String label) {
    List<Slot> via = new ArrayList<>(List.of(new Slot(from, false)));
    boolean back = isBackwards(from, to);
    for (int layer = depth.get(from) + 1; !back && layer < depth.get(to); layer++) {
      Slot bend = new Slot(from + ">" + to + "@" + layer, true);
      layers.get(layer).add(bend);
      via.add(bend);
    }
    via.add(new Slot(to, false));
    return new Line(from, to, label, List.copyOf(via), back);
  }

  private void order() {
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      boolean down = sweep % 2 == 0;
      for (int i = 1; i < layers.size(); i++) {
        int layer = down ? i : layers.size() - 1 - i;
        Map<Slot, Double> wanted = barycentres(layers.get(layer), layers.get(down ? layer - 1 : layer + 1));
        layers.get(layer).sort(Comparator.comparingDouble(wanted::get));
      }
    }
  }

  private Map<Slot, Double> barycentres(List<Slot> layer, List<Slot> fixed) {
    Map<Slot, Double> wanted = new HashMap<>();
    for (Slot slot : layer) {
      double own = layer.indexOf(slot) * (double) fixed.size() / layer.size();
      var near = neighbours(slot).stream().filter(fixed::contains).mapToInt(fixed::indexOf).average();
      wanted.put(slot, near.orElse(own));
    }
    return wanted;
  }

  private List<Slot> neighbours(Slot slot) {
    List<Slot> neighbours = new ArrayList<>();
    for (Line line : lines) {
      int at = line.backwards() ? -1 : line.via().indexOf(slot);
      if (at > 0) {
        neighbours.add(line.via().get(at - 1));
      }
      if (at >= 0 && at < line.via().size() - 1) {
        neighbours.add(line.via().get(at + 1));
      }
    }
    return neighbours;
  }

  private void spread() {
    double whole = width();
    for (List<Slot> layer : layers) {
      double x = (whole - width(layer)) / 2;
      for (Slot slot : layer) {
        centres.put(slot, x + slot.width() / 2);
        x += slot.width();
      }
    }
  }
}
