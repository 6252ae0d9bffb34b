package org.obzvon.staff;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// What was commanded, by whom, and what it changed. Entries are never changed.
public interface AuditLog {
  int PAGE = 50;

  void note(Actor actor, Deed deed);

  /// Carries out a command. What it changes in the store and what it notes here are stored together or not at all.
  <T> T asOne(Supplier<T> command);

  /// @see #asOne(Supplier)
  default void asOne(Runnable command) {
    asOne(
        () -> {
          command.run();
          return null;
        });
  }

  /// Newest first, [#PAGE] at most.
  ///
  /// @param before id of the last entry of the page before; empty: the newest
  List<Entry> page(Filter filter, Optional<Long> before);

  /// @param action what was done, such as `campaign start`
  /// @param subject what it was done to: `campaign NAME`, `account NUMBER`
  /// @param before what it was; empty where there was nothing
  /// @param after what it became
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

  /// @param until not within it any more
  record Span(Instant from, Instant until) {}

  /// Empty texts match everything; the others match a part in any letter case.
  record Filter(String actor, String action, String subject, Optional<Span> when) {
    public static final Filter ALL = new Filter("", "", "", Optional.empty());
  }

  record Entry(long id, Instant at, String actor, String action, String subject, Change change) {}

  /// @see Deed
  record Change(Map<String, String> before, Map<String, String> after) {}
}
