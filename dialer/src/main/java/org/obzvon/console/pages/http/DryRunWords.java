package org.obzvon.console.pages.http;

import java.util.Locale;
import org.obzvon.console.http.View;

/// The counts of a dry run in the reader's language; the rule keeps its own name, by which the policy knows it.
public final class DryRunWords {
  private DryRunWords() {}

  /// @param decision as [org.obzvon.schedule.DryRun] words it: `deferred: HOURS`
  public static String of(View view, String decision) {
    int colon = decision.indexOf(": ");
    return colon < 0
        ? view.named("verdict", "ALLOWED")
        : view.named("verdict", decision.substring(0, colon).toUpperCase(Locale.ROOT)) + ": " + decision.substring(colon + 2);
  }
}
