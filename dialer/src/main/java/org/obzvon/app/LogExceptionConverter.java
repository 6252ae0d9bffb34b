package org.obzvon.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.obzvon.document.SafeText;

/// Formats the exception of a log line, `%fault` in the pattern, on the same line: its classes and messages down to the
/// first cause, and once an hour for each place also the stack frames. At level DEBUG every line has the frames.
public final class LogExceptionConverter extends ThrowableHandlingConverter {
  private static final Duration AGAIN = Duration.ofHours(1);
  private static final int MOST_PLACES = 500;
  private static final int MOST_CAUSES = 8;
  private static final int MOST_FRAMES = 12;
  private static final int LONGEST_MESSAGE = 1_000;

  private final LongSupplier nanos;
  private final Map<String, Long> shown = new LinkedHashMap<>(16, 0.75f, true) {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
      return size() > MOST_PLACES;
    }
  };

  /// Used by the logging library.
  public LogExceptionConverter() {
    this(System::nanoTime);
  }

  /// @param nanos a monotonic clock, in nanoseconds
  LogExceptionConverter(LongSupplier nanos) {
    this.nanos = nanos;
  }

  @Override
  public String convert(ILoggingEvent event) {
    IThrowableProxy fault = event.getThrowableProxy();
    if (fault == null) {
      return "";
    }
    StringBuilder line = new StringBuilder();
    IThrowableProxy cause = fault;
    IThrowableProxy first = fault;
    for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
      line.append(depth == 0 ? ": " : " <- ").append(simple(cause.getClassName()));
      if (cause.getMessage() != null) {
        line.append(": ").append(SafeText.line(cause.getMessage(), LONGEST_MESSAGE));
      }
      first = cause;
      cause = cause.getCause();
    }
    boolean detailed = event.getLoggerContextVO() != null && isDebugged(event);
    if (detailed || isNew(fault, first)) {
      line.append(" [").append(place(first)).append(first == fault ? "" : "; " + place(fault)).append(']');
    }
    return line.toString();
  }

  private static boolean isDebugged(ILoggingEvent event) {
    return org.slf4j.LoggerFactory.getLogger(event.getLoggerName()) instanceof ch.qos.logback.classic.Logger logger
        && logger.getEffectiveLevel().isGreaterOrEqual(Level.TRACE)
        && !logger.getEffectiveLevel().isGreaterOrEqual(Level.INFO);
  }

  private synchronized boolean isNew(IThrowableProxy fault, IThrowableProxy first) {
    String key = fault.getClassName() + '@' + top(fault) + '<' + first.getClassName() + '@' + top(first);
    long now = nanos.getAsLong();
    Long before = shown.get(key);
    if (before != null && now - before < AGAIN.toNanos()) {
      return false;
    }
    shown.put(key, now);
    return true;
  }

  private static String top(IThrowableProxy fault) {
    StackTraceElementProxy[] frames = fault.getStackTraceElementProxyArray();
    return frames == null || frames.length == 0 ? "" : frames[0].getSTEAsString();
  }

  /// Returns the first frames, and after them those of our own code.
  private static String place(IThrowableProxy fault) {
    StackTraceElementProxy[] frames = fault.getStackTraceElementProxyArray();
    if (frames == null || frames.length == 0) {
      return "no frames";
    }
    Stream<StackTraceElement> begin = Stream.of(frames).limit(3).map(StackTraceElementProxy::getStackTraceElement);
    Stream<StackTraceElement> ours = Stream.of(frames).skip(3).map(StackTraceElementProxy::getStackTraceElement)
        .filter(frame -> frame.getClassName().startsWith("org.obzvon."));
    return Stream.concat(begin, ours)
        .limit(MOST_FRAMES)
        .map(frame -> simple(frame.getClassName()) + "." + frame.getMethodName() + ":" + frame.getLineNumber())
        .collect(Collectors.joining(" < "));
  }

  private static String simple(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }
}
