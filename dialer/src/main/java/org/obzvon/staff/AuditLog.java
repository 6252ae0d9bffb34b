package org.obzvon.staff;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The log of commands, their actors and their changes. Entries are never changed.
public interface AuditLog {
  int PAGE = 50;

  void note(Actor actor, Deed deed);

  /// Carries out a command. Its changes in the store and its entries in this log are stored together or not at all.
  <T> T asOne(Supplier<T> command);

  /// @see #asOne(Supplier)
  default void asOne(Runnable command) {
    asOne(
        () -> {
          command.run();
          return null;
        });
  }

  /// Returns the entries, newest first, at most [#PAGE].
  ///
  /// @param before id of the last entry of the previous page; empty: start with the newest
  List<Entry> page(Filter filter, Optional<Long> before);

  /// @param action command that was given, such as `campaign start`
  /// @param subject object of the command: `campaign NAME`, `account NUMBER`
  /// @param before values before the change; empty where there were none
  /// @param after values after the change
  record Deed(String action, String subject, Map<String, String> before, Map<String, String> after) {
    public Deed {
      before = Map.copyOf(before);
      after = Map.copyOf(after);
    }

    public static Deed of(String action, String subject) {
      return new Deed(action, subject, Map.of(), Map.of());
    }

    public static Deed of(String action, String subject, Map<String, String> after) {
      return new Deed(action, subject, Map.of(), after);
    }
  }

  /// @param until end of the span, not part of it
  record Span(Instant from, Instant until) {}

  /// The filter of a page. Empty texts match everything; the others match a part in any letter case.
  record Filter(String actor, String action, String subject, Optional<Span> when) {
    public static final Filter ALL = new Filter("", "", "", Optional.empty());
  }

  record Entry(long id, Instant at, String actor, String action, String subject, Change change) {}

  /// @see Deed
  record Change(Map<String, String> before, Map<String, String> after) {}
}
