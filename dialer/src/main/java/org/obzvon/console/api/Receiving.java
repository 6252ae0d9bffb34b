package org.obzvon.console.api;

import java.time.Duration;

/// How slowly the body of an import may arrive. Each body holds one of few places while it comes, so a sender that stalls
/// or trickles is cut off; a slow but steady line is not, however long the file takes.
///
/// @param window in each stretch of this length so much must come
/// @param bytesPerSecond the slowest rate within a window
public record Receiving(Duration window, int bytesPerSecond) {
  /// A line of 128 kbit/s is fast enough; the largest file of 64 MB then takes about an hour.
  public static final Receiving USUAL = new Receiving(Duration.ofSeconds(15), 16 * 1024);

  /// The fewest bytes of one window.
  public long least() {
    return Math.max(1, window.toMillis() * bytesPerSecond / 1000);
  }
}
