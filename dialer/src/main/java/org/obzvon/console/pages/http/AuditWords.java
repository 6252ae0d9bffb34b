package org.obzvon.console.pages.http;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.obzvon.console.http.PageContext;

/// Shows the audit log in the reader's language: the action, its subject and the changes. Names, numbers and notes stay
/// as they were written, and so does every text that has no phrase.
public final class AuditWords {
  /// The actions as they are logged; `desk` and `export` begin several.
  public static final List<String> ACTIONS = List.of(
      "sign in", "sign out", "own password", "user add", "user change", "user password", "user activate",
      "user deactivate", "key make", "key revoke", "register import", "payments import", "campaign create",
      "campaign change", "comparison renew", "campaign start", "campaign pause", "campaign stop", "backup",
      "restore confirm",
      "call test", "stop add", "stop lift",
      "inbox close", "ticket answer", "ticket close", "person export", "person erase", "retention run",
      "account explain", "account see", "account search", "contacts see", "outage add", "outage end",
      "appointments import", "appointments cancel",
      "desk", "export", "webhook");

  /// The beginnings of subjects; the longer one comes first where one begins another.
  public static final List<String> SUBJECTS = List.of(
      "comparison of campaign", "rejected rows of", "household of account", "desk of", "user", "key", "campaign",
      "register", "payments", "account", "message", "backup", "delivery", "webhook", "stop", "ticket", "district",
      "file");

  /// The names of changed values.
  public static final List<String> CHANGES = List.of(
      "accepted", "accounts", "active", "address", "attempt", "campaigns", "deleted", "emptied", "events", "file",
      "judged by something else", "kind", "known",
      "language", "moved", "name", "new", "note", "number", "recording", "rejected", "role", "rows done", "run",
      "scopes", "script",
      "sha256", "speaks", "state", "taken", "telephone", "until", "url", "why", "words");

  private static final String REFUSED = " refused";

  private AuditWords() {}

  private static String key(String words) {
    return words.replace(' ', '-');
  }

  public static String actor(PageContext view, String name) {
    return view.named("actor", key(name), name);
  }

  public static String deed(PageContext view, String action) {
    if (action.endsWith(REFUSED)) {
      return view.say("deed.refused", deed(view, action.substring(0, action.length() - REFUSED.length())));
    }
    return view.named("deed", key(action), action);
  }

  public static String subject(PageContext view, String subject) {
    for (String kind : SUBJECTS) {
      if (subject.startsWith(kind + " ")) {
        return view.say("subject." + key(kind), withDay(view, subject.substring(kind.length() + 1)));
      }
    }
    return subject;
  }

  /// Shows the day in a text such as `billing 2026-11-30`.
  private static String withDay(PageContext view, String words) {
    int last = words.lastIndexOf(' ') + 1;
    return words.substring(0, last) + day(view, words.substring(last));
  }

  /// Returns one line for each change, `name: value`.
  public static String changes(PageContext view, Map<String, String> values) {
    return new TreeMap<>(values).entrySet().stream()
        .map(one -> view.named("change", key(one.getKey()), one.getKey()) + ": "
            + value(view, one.getKey(), one.getValue()))
        .collect(Collectors.joining("\n"));
  }

  private static String value(PageContext view, String name, String value) {
    if (value.isEmpty()) {
      return "–";
    }
    return switch (name) {
      case "state" -> view.named("campaign.state", value);
      case "role" -> view.named("role", value);
      case "kind" -> view.named("stop", value);
      case "language" -> view.named("language.own", value);
      case "speaks" -> each(view, "language.own", value, " ");
      case "scopes" -> each(view, "scope", value, " ");
      case "events" -> each(view, "webhook-event", value.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_'),
          ", ");
      case "active", "recording", "judged by something else" -> view.named("yes-or-no", value);
      case "why" -> view.named("reply", value);
      case "until" -> day(view, value);
      default -> value;
    };
  }

  private static String each(PageContext view, String kind, String values, String between) {
    return Arrays.stream(values.split(between)).map(one -> view.named(kind, one)).collect(Collectors.joining(", "));
  }

  private static String day(PageContext view, String text) {
    try {
      return text.matches("\\d{4}-\\d{2}-\\d{2}") ? view.phrases().day(LocalDate.parse(text)) : text;
    } catch (DateTimeException _) {
      return text;
    }
  }
}
