package org.obzvon.console.pages.http;

import java.util.List;

/// The commands that the log may be searched for.
public final class AuditWords {
  /// As they are logged; `desk` and `export` begin several.
  public static final List<String> ACTIONS =
      List.of(
          "sign in", "sign out", "own password", "user add", "user change", "user password", "user activate",
          "user deactivate", "key make", "key revoke", "register import", "payments import", "campaign create",
          "campaign change", "campaign start", "campaign pause", "campaign stop", "stop add", "stop lift",
          "inbox close", "outage add", "outage end", "appointments import", "appointments cancel", "desk", "export",
          "webhook");

  private AuditWords() {}
}
