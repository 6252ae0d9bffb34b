package org.obzvon.document;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Throttles the log lines of one kind that strangers can cause: one line in each period, with the number of lines left
/// out before it. Time is measured monotonically, so setting a clock back silences nothing.
public final class LogLimit {
  private final long period;
  private final LongSupplier nanos;
  private boolean written;
  private long writtenAt;
  private long leftOut;

  public LogLimit(Duration period) {
    this(period, System::nanoTime);
  }

  /// @param nanos a monotonic clock, in nanoseconds
  public LogLimit(Duration period, LongSupplier nanos) {
    this.period = period.toNanos();
    this.nanos = nanos;
  }

  /// Writes the line if it may be written now.
  ///
  /// @param line receives what to append: nothing, or how many lines were left out since the last one
  public void write(Consumer<String> line) {
    String more;
    synchronized (this) {
      long now = nanos.getAsLong();
      if (written && now - writtenAt < period) {
        leftOut++;
        return;
      }
      more = leftOut == 0 ? "" : " (" + leftOut + " more like this since the last such line)";
      written = true;
      writtenAt = now;
      leftOut = 0;
    }
    line.accept(more);
  }
}
