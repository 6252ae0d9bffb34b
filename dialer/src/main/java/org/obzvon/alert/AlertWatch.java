package org.obzvon.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.obzvon.alert.Alert.Kind;

/// Checks the service repeatedly and notes its faults in the book.
public final class AlertWatch {
  /// How long a process that has just started lacks information: its lines connect, and nothing was due yet.
  static final Duration START = Duration.ofSeconds(90);
  /// A shorter silence of the store is a failover or a slow disk.
  static final Duration SILENCE = Duration.ofSeconds(30);
  /// All processes notice within this time that the store answers again, so their alerts become one.
  static final Duration AFTER_SILENCE = Duration.ofMinutes(1);

  private static final Duration KEPT = Duration.ofDays(30);
  private static final Duration BETWEEN_CLEANINGS = Duration.ofHours(1);

  private final Node node;
  private final Rules rules;
  private final Supplier<List<Alert>> picture;
  private final AlertBook book;
  private final long started;
  private final Map<Alert.Key, Long> seenFirst = new HashMap<>();
  private Instant silentSince;
  private long silentFrom;
  private Alert silence;
  private long silenceOver;
  private long cleaned;

  /// @param nanos a monotonic clock
  /// @param storeAnswers never waits
  public record Node(String name, InstantSource clock, LongSupplier nanos,
      java.util.function.BooleanSupplier storeAnswers) {}

  /// @param kinds the kinds to report
  /// @param pause between two mails of one kind
  public record Rules(Set<Kind> kinds, Duration pause, List<String> to) {
    public Rules {
      kinds = Set.copyOf(kinds);
      to = List.copyOf(to);
    }
  }

  /// @param picture the present faults
  public AlertWatch(Node node, Rules rules, Supplier<List<Alert>> picture, AlertBook book) {
    this.node = node;
    this.rules = rules;
    this.picture = picture;
    this.book = book;
    this.started = node.nanos().getAsLong();
    this.cleaned = started;
  }

  /// Notes the present faults and queues mails about them. While the store does not answer, it notes only that.
  public synchronized void look() {
    long now = node.nanos().getAsLong();
    if (!node.storeAnswers().getAsBoolean()) {
      noteSilence(now);
      return;
    }
    endSilence(now);
    List<Alert> seen = new ArrayList<>(picture.get());
    if (silence != null && since(silenceOver, now).compareTo(AFTER_SILENCE) < 0) {
      seen.add(silence);
    }
    seen.removeIf(alert -> !rules.kinds().contains(alert.kind()));
    report(seen, now);
    Instant at = node.clock().instant();
    book.gather(new AlertBook.Gathering(at, at.minus(rules.pause()), rules.kinds(), rules.to()));
    if (since(cleaned, now).compareTo(BETWEEN_CLEANINGS) >= 0) {
      cleaned = now;
      book.forget(at.minus(KEPT));
    }
  }

  private void report(List<Alert> seen, long now) {
    Set<Alert.Key> keys = seen.stream().map(Alert::key).collect(Collectors.toSet());
    seenFirst.keySet().retainAll(keys);
    keys.forEach(key -> seenFirst.putIfAbsent(key, now));
    List<Alert> standing = seen.stream()
        .filter(alert -> since(seenFirst.get(alert.key()), now).compareTo(alert.kind().patience()) >= 0)
        .toList();
    standing.forEach(alert -> keys.remove(alert.key()));
    boolean ending = since(started, now).compareTo(START) >= 0;
    book.report(new AlertBook.Look(node.name(), node.clock().instant(), standing, keys, ending));
  }

  private void noteSilence(long now) {
    if (silentSince == null) {
      silentSince = node.clock().instant();
      silentFrom = now;
    }
  }

  private void endSilence(long now) {
    if (silentSince != null && since(silentFrom, now).compareTo(SILENCE) >= 0) {
      silence = new Alert(Kind.STORE_SILENT, "", since(silentFrom, now).toSeconds() + " s", silentSince);
      silenceOver = now;
    }
    silentSince = null;
  }

  private static Duration since(long then, long now) {
    return Duration.ofNanos(now - then);
  }
}
