package org.obzvon.call;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import org.obzvon.call.ScriptPaths.Known;
import org.obzvon.call.ScriptPaths.Moment;
import org.obzvon.document.Problem;

/// Finds everything that can be wrong with the steps of a script and their connections. A script that passes can be led
/// to its end with any keys, tells only the subscriber of the debt, and can be stopped by key at every moment.
final class ScriptCheck {
  private final String source;
  private final Script.Heading heading;
  private final Script.GlobalKeys globalKeys;
  private final String start;
  private final Map<String, Step> steps;
  private final SequencedSet<Problem> problems = new LinkedHashSet<>();

  ScriptCheck(
      String source, Script.Heading heading, Script.GlobalKeys globalKeys, String start, Map<String, Step> steps) {
    this.source = source;
    this.heading = heading;
    this.globalKeys = globalKeys;
    this.start = start;
    this.steps = steps;
  }

  List<Problem> problems() {
    targetsExist();
    if (problems.isEmpty()) {
      globalKeysLeadWhereTheyPromise();
      steps.values().forEach(this::keysAreFree);
      ScriptPaths paths = new ScriptPaths(steps, globalKeys, start);
      everyStepIsReached(paths);
      nothingIsToldTooEarly(paths);
      optOutIsTheLastWord(paths);
      noLoopWithoutQuestion();
      everyStepLeadsToAnEnd();
      companyAndKeysAreSaid();
    }
    return List.copyOf(problems);
  }

  private void targetsExist() {
    requireStep(start, 0, "start");
    requireStep(globalKeys.person(), 0, "keys." + Script.PERSON);
    requireStep(globalKeys.stop(), 0, "keys." + Script.STOP);
    for (Step step : steps.values()) {
      for (Step.Edge edge : step.edges()) {
        requireStep(edge.to(), step.at().line(), "steps." + step.name());
      }
    }
  }

  private void requireStep(String name, int line, String where) {
    if (!steps.containsKey(name)) {
      problems.add(
          new Problem(source, line, where,
              "leads to the step '" + name + "', which does not exist; steps: " + String.join(", ", steps.keySet())));
    }
  }

  private void globalKeysLeadWhereTheyPromise() {
    if (!(steps.get(globalKeys.person()) instanceof Step.Transfer)) {
      complain(steps.get(globalKeys.person()), "is where key 0 leads, so its kind must be transfer");
    }
    if (!(steps.get(globalKeys.stop()) instanceof Step.OptOut)) {
      complain(steps.get(globalKeys.stop()), "is where key 9 leads, so its kind must be opt-out");
    }
  }

  private void keysAreFree(Step step) {
    Set<Character> keys = switch (step) {
      case Step.Menu menu -> menu.keys().keySet();
      case Step.AskDay(_, Step.DayChoice.ByKey(var days), var others, _) -> {
        Set<Character> all = new HashSet<>(days.keySet());
        others.keySet().stream().filter(key -> !all.add(key))
            .forEach(key -> complain(step, "gives key " + key + " two meanings"));
        yield all;
      }
      case Step.AskDay ask -> ask.keys().keySet();
      case Step.AskReason ask -> ask.reasons().keySet();
      case Step.Say _,Step.ConfirmPerson _,Step.Pledge _,Step.Transfer _,Step.OptOut _,Step.SendText _,Step.HangUp _ ->
          Set.of();
    };
    boolean digits = step instanceof Step.AskDay(_, Step.DayChoice.ByDigits _, _, _);
    for (char key : keys) {
      if (key == Script.PERSON || key == Script.STOP) {
        complain(step, "gives key " + key + " a meaning of its own; 0 always calls a person, 9 always stops calls");
      } else if (digits && Character.isDigit(key)) {
        complain(step, "takes a day in digits, so key " + key + " cannot lead elsewhere; use * or #");
      }
    }
  }

  private void everyStepIsReached(ScriptPaths paths) {
    for (Step step : steps.values()) {
      if (!paths.reaches(step.name())) {
        complain(step, "is never reached; lead to it from another step or remove it");
      }
    }
  }

  private void nothingIsToldTooEarly(ScriptPaths paths) {
    for (Moment moment : paths.moments()) {
      Step step = steps.get(moment.step());
      Known known = moment.known();
      if (!known.person()) {
        DisclosureCheck.told(heading.language(), step)
            .ifPresent(what -> complain(step,
                "tells of the debt (" + what + ") before the subscriber confirmed who he is, on the way "
                    + paths.way(moment)));
      }
      if (!known.day() && (step instanceof Step.Pledge
          || DisclosureCheck.variables(step).contains(ScriptVariable.PROMISE_DAY))) {
        complain(step, "speaks of a promise before a day was chosen, on the way " + paths.way(moment));
      }
    }
  }

  private void optOutIsTheLastWord(ScriptPaths paths) {
    for (Step step : steps.values()) {
      if (step instanceof Step.OptOut) {
        for (String after : paths.after(step.name())) {
          if (steps.get(after) instanceof Step.Asking || steps.get(after) instanceof Step.Transfer) {
            complain(step, "leads to '" + after + "'; after the calls were stopped nothing is asked any more");
          }
        }
      }
    }
  }

  private void noLoopWithoutQuestion() {
    for (Step step : steps.values()) {
      Set<String> seen = new HashSet<>();
      Deque<Step> open = new ArrayDeque<>(List.of(step));
      while (!open.isEmpty() && !seen.contains(step.name())) {
        Step here = open.remove();
        if (!(here instanceof Step.Asking)) {
          here.edges().stream().map(Step.Edge::to).filter(seen::add).map(steps::get).forEach(open::add);
        }
      }
      if (seen.contains(step.name())) {
        complain(step, "goes round in a loop that asks nothing; put a question into it or end it");
      }
    }
  }

  private void everyStepLeadsToAnEnd() {
    Set<String> ending = new HashSet<>();
    boolean grew = true;
    while (grew) {
      grew = false;
      for (Step step : steps.values()) {
        boolean ends = step.edges().isEmpty() || step.edges().stream().anyMatch(edge -> ending.contains(edge.to()));
        grew |= ends && ending.add(step.name());
      }
    }
    steps.values().stream().filter(step -> !ending.contains(step.name()))
        .forEach(step -> complain(step, "has no way to an end; lead it to a hang-up"));
  }

  private void companyAndKeysAreSaid() {
    Step first = steps.get(start);
    if (!DisclosureCheck.variables(first).contains(ScriptVariable.COMPANY)) {
      complain(first, "is the first step and does not say who calls; name {company} in it");
    }
    List<String> texts = new ArrayList<>();
    steps.values().forEach(step -> step.text().forEach(text -> texts.add(text.literals())));
    for (char key : new char[]{Script.PERSON, Script.STOP}) {
      if (texts.stream().noneMatch(text -> DisclosureCheck.namesKey(heading.language(), text, key))) {
        problems.add(
            new Problem(source, 0, "keys." + key, "is never told of; say in a text what key " + key + " does"));
      }
    }
  }

  private void complain(Step step, String what) {
    problems.add(new Problem(source, step.at().line(), "steps." + step.name(), what));
  }
}
