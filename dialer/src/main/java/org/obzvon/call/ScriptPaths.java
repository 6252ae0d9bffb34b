package org.obzvon.call;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// All ways through a script: every step together with what is known when it is entered, reached along any keys,
/// including the global ones. There are at most four moments a step, so walking them all is quick and complete.
final class ScriptPaths {

  /// What is known at a moment.
  ///
  /// @param person whether the subscriber confirmed who they are
  /// @param day whether a day of payment was chosen
  record Known(boolean person, boolean day) {}

  record Moment(String step, Known known) {}

  private final Map<String, Step> steps;
  private final Script.GlobalKeys globalKeys;
  /// Maps each moment to the one before it on a shortest way; the first leads to itself.
  private final Map<Moment, Moment> before = new LinkedHashMap<>();

  ScriptPaths(Map<String, Step> steps, Script.GlobalKeys globalKeys, String start) {
    this.steps = steps;
    this.globalKeys = globalKeys;
    Moment first = new Moment(start, new Known(false, false));
    before.put(first, first);
    Deque<Moment> open = new ArrayDeque<>(List.of(first));
    while (!open.isEmpty()) {
      Moment here = open.remove();
      for (Moment next : next(here)) {
        if (before.putIfAbsent(next, here) == null) {
          open.add(next);
        }
      }
    }
  }

  private List<Moment> next(Moment here) {
    List<Moment> next = new ArrayList<>();
    Step step = steps.get(here.step());
    for (Step.Edge edge : step.edges()) {
      next.add(new Moment(edge.to(), after(here.known(), edge.effect())));
    }
    if (!(step instanceof Step.OptOut)) {
      next.add(new Moment(globalKeys.person(), here.known()));
      next.add(new Moment(globalKeys.stop(), here.known()));
    }
    return next;
  }

  private static Known after(Known known, Step.Effect effect) {
    return switch (effect) {
      case NONE -> known;
      case RIGHT_PERSON -> new Known(true, known.day());
      case NOT_THE_PERSON -> new Known(false, known.day());
      case DAY_CHOSEN -> new Known(known.person(), true);
    };
  }

  Set<Moment> moments() {
    return before.keySet();
  }

  boolean reaches(String step) {
    return moments().stream().anyMatch(moment -> moment.step().equals(step));
  }

  /// Returns the way to a moment, such as `greeting → who → debt`.
  String way(Moment moment) {
    List<String> names = new ArrayList<>(List.of(moment.step()));
    for (Moment here = moment; !before.get(here).equals(here); here = before.get(here)) {
      names.addFirst(before.get(here).step());
    }
    return String.join(" → ", names);
  }

  /// Returns every step that follows a step by the script's own edges.
  Set<String> after(String step) {
    Set<String> found = new LinkedHashSet<>();
    Set<String> walked = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(step));
    while (!open.isEmpty()) {
      String here = open.remove();
      if (walked.add(here)) {
        for (Step.Edge edge : steps.get(here).edges()) {
          found.add(edge.to());
          open.add(edge.to());
        }
      }
    }
    return found;
  }
}
