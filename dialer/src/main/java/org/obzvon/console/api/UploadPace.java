package org.obzvon.console.api;

import java.time.Duration;

/// The slowest rate at which the body of an import may arrive. Each body holds one of few places while it arrives, so a
/// sender that stalls or trickles is cut off; a slow but steady line is not, however long the file takes.
///
/// @param window time within which the required bytes must arrive
/// @param bytesPerSecond the slowest rate within a window
public record UploadPace(Duration window, int bytesPerSecond) {
  /// A line of 128 kbit/s is fast enough; the largest file of 64 MB then takes about an hour.
  public static final UploadPace USUAL = new UploadPace(Duration.ofSeconds(15), 16 * 1024);

  /// Returns the minimum number of bytes in one window.
  public long least() {
    return Math.max(1, window.toMillis() * bytesPerSecond / 1000);
  }
}
