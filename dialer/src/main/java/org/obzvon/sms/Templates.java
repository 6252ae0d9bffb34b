package org.obzvon.sms;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.register.Language;

/// All templates of an installation, each in every language and for one purpose.
public final class Templates {
  private final List<MessageTemplate> all;

  /// @throws BadInput when a template is missing in a language or its purposes differ
  public Templates(List<MessageTemplate> all) {
    this.all = all.stream()
        .sorted(
            Comparator.comparing((MessageTemplate one) -> one.heading().name())
                .thenComparing(one -> one.heading().language()))
        .toList();
    List<Problem> problems = names().stream().flatMap(name -> problems(name).stream()).toList();
    if (!problems.isEmpty()) {
      throw new BadInput(problems);
    }
  }

  private List<Problem> problems(String name) {
    List<MessageTemplate> same = all.stream().filter(one -> one.heading().name().equals(name)).toList();
    String source = same.getFirst().source();
    Set<Language> languages = same.stream().map(one -> one.heading().language()).collect(Collectors.toSet());
    Set<Purpose> purposes = same.stream().map(one -> one.heading().purpose()).collect(Collectors.toSet());
    if (purposes.size() > 1) {
      return List.of(
          new Problem(source, 0, "purpose", "differs between the languages of '" + name + "'; make them the same"));
    }
    return Arrays.stream(Language.values())
        .filter(language -> !languages.contains(language))
        .map(
            language -> new Problem(
                source, 0, "", "'" + name + "' is missing in " + language.tag() + "; add " + language.tag() + "/"
                    + name + ".yaml"))
        .toList();
  }

  public List<MessageTemplate> all() {
    return all;
  }

  public Set<String> names() {
    return all.stream().map(one -> one.heading().name()).collect(Collectors.toCollection(TreeSet::new));
  }

  public Set<String> names(Purpose purpose) {
    return all.stream()
        .filter(one -> one.heading().purpose() == purpose)
        .map(one -> one.heading().name())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  public Optional<MessageTemplate> find(String name, Language language) {
    return all.stream()
        .filter(one -> one.heading().name().equals(name) && one.heading().language() == language)
        .findFirst();
  }
}
