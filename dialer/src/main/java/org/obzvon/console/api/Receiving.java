package org.obzvon.console.api;

import java.time.Duration;

/// How long the body of an import may take to arrive. Each holds one of few places while it comes, so whoever sends
/// slower than a line that imports are sent over is let go.
///
/// @param grace for the way there and back, however short the body
/// @param bytesPerSecond the slowest that a body may come
public record Receiving(Duration grace, int bytesPerSecond) {
  /// A line of two megabits a second: the largest register, of 20 MB, has a minute and a half.
  public static final Receiving USUAL = new Receiving(Duration.ofSeconds(10), 256 * 1024);

  public Duration longest(long bytes) {
    return grace.plusMillis(bytes * 1000 / bytesPerSecond);
  }
}
