package org.obzvon.console.pages.http;

import java.util.Locale;
import org.obzvon.console.http.PageContext;

/// Shows the counts of a dry run in the reader's language.
public final class DryRunWords {
  private DryRunWords() {}

  /// @param decision text of [org.obzvon.schedule.DryRun], such as `deferred: hours`
  public static String of(PageContext view, String decision) {
    int colon = decision.indexOf(": ");
    return colon < 0
        ? view.named("verdict", "ALLOWED")
        : view.named("verdict", decision.substring(0, colon).toUpperCase(Locale.ROOT)) + ": "
            + view.named("rule", decision.substring(colon + 2));
  }
}
