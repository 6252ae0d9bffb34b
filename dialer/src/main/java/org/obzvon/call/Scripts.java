package org.obzvon.call;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.register.Language;

/// All scripts of an installation. Every script exists in every language and gives the same choices in each, because
/// the comparison of arms must not depend on the language a debtor speaks.
public final class Scripts {
  private final Map<String, Map<Language, Script>> byName = new TreeMap<>();

  /// @throws BadInput when a script lacks its twin in another language or differs from it
  public Scripts(Collection<Script> scripts) {
    for (Script script : scripts) {
      byName
          .computeIfAbsent(script.heading().name(), _ -> new EnumMap<>(Language.class))
          .put(script.heading().language(), script);
    }
    List<Problem> problems = new ArrayList<>();
    byName.values().forEach(twins -> compare(twins, problems));
    if (!problems.isEmpty()) {
      throw new BadInput(problems);
    }
  }

  public Optional<Script> find(String name, Language language) {
    return Optional.ofNullable(byName.getOrDefault(name, Map.of()).get(language));
  }

  public Collection<String> names() {
    return List.copyOf(byName.keySet());
  }

  public List<Script> all() {
    return byName.values().stream().flatMap(twins -> twins.values().stream()).toList();
  }

  /// Checks that every message template that a step sends exists.
  ///
  /// @param templates names of the message templates that a step may send
  /// @throws BadInput when a step names another
  public Scripts sending(Collection<String> templates) {
    List<Problem> problems = all().stream().flatMap(script -> unknown(script, templates).stream()).toList();
    if (!problems.isEmpty()) {
      throw new BadInput(problems);
    }
    return this;
  }

  /// Returns the problems with the message templates that one script names.
  public static List<Problem> unknown(Script script, Collection<String> templates) {
    return script.steps().values().stream()
        .filter(step -> step instanceof Step.SendText send && !templates.contains(send.template()))
        .map(step -> new Problem(script.source(), step.at().line(), "steps." + step.name() + ".template",
            "there is no message template '" + ((Step.SendText) step).template()
                + "' for a step of a campaign; there are: "
                + String.join(", ", new TreeSet<>(templates))))
        .toList();
  }

  private static void compare(Map<Language, Script> twins, List<Problem> problems) {
    Script first = twins.values().iterator().next();
    for (Language language : Language.values()) {
      Script twin = twins.get(language);
      if (twin == null) {
        String what = "has no twin in the language '" + language.tag() + "'; add " + language.tag() + "/"
            + first.heading().name() + ".yaml";
        problems.add(new Problem(first.source(), 0, "", what));
      } else {
        first.steps().values().forEach(step -> compare(step, twin, problems));
        twin.steps().values().stream().filter(step -> first.step(step.name()) == null)
            .forEach(step -> problems.add(new Problem(twin.source(), step.at().line(), "steps." + step.name(),
                "does not exist in the twin " + first.source() + "; twins have the same steps")));
      }
    }
  }

  private static void compare(Step step, Script twin, List<Problem> problems) {
    Step other = twin.step(step.name());
    if (other == null) {
      problems.add(new Problem(twin.source(), 0, "steps." + step.name(), "is missing; its twin has this step"));
    } else if (!other.getClass().equals(step.getClass()) || !other.edges().equals(step.edges())
        || step instanceof Step.SendText(_, _, var template, _, _)
            && !template.equals(((Step.SendText) other).template())) {
      problems.add(new Problem(twin.source(), other.at().line(), "steps." + step.name(),
          "differs in its kind, keys or targets from its twin; a debtor has the same choices in every language"));
    }
  }
}
