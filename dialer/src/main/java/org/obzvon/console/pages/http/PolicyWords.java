package org.obzvon.console.pages.http;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.obzvon.console.http.PageContext;
import org.obzvon.policy.Limits;
import org.obzvon.policy.Profile;
import org.obzvon.policy.Provenance;
import org.obzvon.policy.StopKind;
import org.obzvon.register.Language;

/// Shows the numbers of a contact policy in the reader's language; citations stay in the language in which they were
/// written.
public final class PolicyWords {
  private PolicyWords() {}

  public static String cap(PageContext view, Limits.Cap cap) {
    String key = cap.count() == Limits.Count.ATTEMPTS ? "policies.cap" : "policies.cap.answered";
    String window = view.named("window", cap.window().words().replace(' ', '-'));
    return view.say(key, view.named("medium", cap.medium().plural()), cap.most(), window);
  }

  /// Returns the source of a number. Our own reasons, which many numbers share, have phrases in every language; a
  /// citation stays unchanged.
  public static String source(PageContext view, Provenance from) {
    return view.named("source", from.source().replace(' ', '-'), from.source());
  }

  /// Returns the language of a citation; null, which writes no attribute, for a phrase in the page's own language.
  public static String tongue(PageContext view, Provenance from) {
    return source(view, from).equals(from.source()) ? Language.EN.tag() : null;
  }

  /// Returns the kinds in the order of their declaration.
  public static List<StopKind> sorted(Set<StopKind> kinds) {
    return kinds.stream().sorted().toList();
  }

  public static String country(PageContext view, Profile profile) {
    String code = profile.title().country();
    return code.length() == 2 && !code.equals("eu")
        ? Locale.of("", code.toUpperCase(Locale.ROOT)).getDisplayCountry(view.language().locale())
        : view.named("country", code);
  }
}
