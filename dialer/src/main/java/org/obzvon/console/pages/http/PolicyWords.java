package org.obzvon.console.pages.http;

import java.util.Locale;
import org.obzvon.console.http.View;
import org.obzvon.policy.Limits;
import org.obzvon.policy.Profile;

/// The numbers of a contact policy in the reader's language; sources stay in the language they were written in.
public final class PolicyWords {
  private PolicyWords() {}

  public static String cap(View view, Limits.Cap cap) {
    String key = cap.count() == Limits.Count.ATTEMPTS ? "policies.cap" : "policies.cap.answered";
    String window = view.named("window", cap.window().words().replace(' ', '-'));
    return view.say(key, view.named("medium", cap.medium().plural()), cap.most(), window);
  }

  public static String country(View view, Profile profile) {
    String code = profile.title().country();
    return code.length() == 2 && !code.equals("eu")
        ? Locale.of("", code.toUpperCase(Locale.ROOT)).getDisplayCountry(view.language().locale())
        : view.named("country", code);
  }
}
