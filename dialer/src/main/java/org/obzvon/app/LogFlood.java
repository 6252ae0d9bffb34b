package org.obzvon.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Marker;

/// Throttles warnings and errors of one kind to [#MOST] a minute; the next one after them says how many were left out.
/// A kind is a logger and its message pattern, so neither a stranger nor a retrying part fills the disk. [StoreWatch]
/// logs that the database is away; what each part logs about it is throttled to one line a minute.
public final class LogFlood extends TurboFilter {
  public static final int MOST = 60;
  private static final Duration PERIOD = Duration.ofMinutes(1);
  private static final int DEEPEST_CAUSE = 20;
  private static final int MOST_KINDS = 1_000;
  private static final String SUMMARY = "{} lines like this one were left out: {}";

  private final LongSupplier nanos;
  private final Map<String, Count> kinds = new LinkedHashMap<>(16, 0.75f, true) {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
      return size() > MOST_KINDS;
    }
  };

  private static final class Count {
    private long since;
    private int lines;
    private long leftOut;
  }

  /// Used by the logging library.
  public LogFlood() {
    this(System::nanoTime);
  }

  /// @param nanos a monotonic clock, in nanoseconds
  public LogFlood(LongSupplier nanos) {
    this.nanos = nanos;
  }

  @Override
  public FilterReply decide(Marker marker, Logger logger, Level level, String format, Object[] params,
      Throwable fault) {
    if (format == null || format.equals(SUMMARY) || !level.isGreaterOrEqual(Level.WARN)
        || !level.isGreaterOrEqual(logger.getEffectiveLevel())) {
      return FilterReply.NEUTRAL;
    }
    long leftOut = leftOut(logger.getName() + '|' + format, isOfTheStore(fault) ? 1 : MOST);
    if (leftOut < 0) {
      return FilterReply.DENY;
    }
    if (leftOut > 0) {
      logger.warn(SUMMARY, leftOut, format);
    }
    return FilterReply.NEUTRAL;
  }

  private static boolean isOfTheStore(Throwable fault) {
    Throwable cause = fault;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      if (cause instanceof SQLTransientConnectionException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  /// Returns how many lines were left out before this one, or -1 when this one is left out too.
  private synchronized long leftOut(String kind, int most) {
    long now = nanos.getAsLong();
    Count count = kinds.computeIfAbsent(kind, _ -> new Count());
    if (count.lines > 0 && now - count.since < PERIOD.toNanos()) {
      if (count.lines >= most) {
        count.leftOut++;
        return -1;
      }
      count.lines++;
      return 0;
    }
    long before = count.leftOut;
    count.since = now;
    count.lines = 1;
    count.leftOut = 0;
    return before;
  }
}
