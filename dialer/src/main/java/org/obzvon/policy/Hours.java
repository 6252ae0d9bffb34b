package org.obzvon.policy;

import java.time.LocalTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// The permitted hours of the day, in the debtor's local time. No hours are permitted on a kind of day that is absent.
public record Hours(Map<DayKind, Span> spans, Provenance from) {
  public Hours {
    Map<DayKind, Span> ordered = new EnumMap<>(DayKind.class);
    ordered.putAll(spans);
    spans = Map.copyOf(ordered);
  }

  public Optional<Span> on(DayKind kind) {
    return Optional.ofNullable(spans.get(kind));
  }

  /// A span from `open` until just before `close`.
  public record Span(LocalTime open, LocalTime close) {
    public Span {
      if (!open.isBefore(close)) {
        throw new IllegalArgumentException("hours must open before they close");
      }
    }

    public boolean holds(LocalTime time) {
      return !time.isBefore(open) && time.isBefore(close);
    }

    @Override
    public String toString() {
      return open + "-" + close;
    }
  }
}
