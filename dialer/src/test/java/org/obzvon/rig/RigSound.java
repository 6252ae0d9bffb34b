package org.obzvon.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.obzvon.call.ami.RealLine;

/// A recording that an Asterisk of the rig made: 8 kHz, 16 bits, one channel. It is analysed in windows of 20 ms.
record RigSound(short[] samples) {
  static final double DEBTORS_HUM = 600;
  static final double OPERATORS_HUM = 1000;

  private static final int RATE = 8000;
  private static final int WINDOW = RATE / 50;
  private static final int HEADER = 44;
  /// The loudest sample (of 32768) that counts as silence: a codec makes this noise of nothing.
  private static final int NOISE = 40;
  /// The share of a window's power above which it holds a tone. Two hums at once have a half each; speech has a little
  /// of every tone.
  private static final double TONES_PART = 0.3;
  /// The windows that a tone must last (200 ms): no sound of speech is so long and so pure.
  private static final int HELD = 10;

  static Path path(String folder, String name) {
    return Path.of(RealLine.properties().getProperty(folder)).resolve(name);
  }

  static long bytes(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RigSound read(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      short[] samples = new short[Math.max(0, (bytes.length - HEADER) / 2)];
      ByteBuffer.wrap(bytes, HEADER, samples.length * 2).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
      return new RigSound(samples);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Duration length() {
    return Duration.ofMillis(samples.length * 1000L / RATE);
  }

  private int windows() {
    return samples.length / WINDOW;
  }

  private boolean isSilent(int window) {
    for (int i = window * WINDOW; i < (window + 1) * WINDOW; i++) {
      if (Math.abs(samples[i]) > NOISE) {
        return false;
      }
    }
    return true;
  }

  private static Duration of(int windows) {
    return Duration.ofMillis(windows * 20L);
  }

  /// Returns the time from the beginning to the first sound of any kind.
  Duration untilSound() {
    int window = 0;
    while (window < windows() && isSilent(window)) {
      window++;
    }
    return of(window);
  }

  /// Returns the time from the beginning to a tone; the whole length if the tone never comes.
  Duration untilTone(double hertz) {
    int held = 0;
    for (int window = 0; window < windows(); window++) {
      held = has(hertz, window) ? held + 1 : 0;
      if (held == HELD) {
        return of(window + 1 - HELD);
      }
    }
    return of(windows());
  }

  Duration longestSilence(Duration until) {
    int longest = 0;
    int run = 0;
    for (int window = 0; window < Math.min(windows(), until.toMillis() / 20); window++) {
      run = isSilent(window) ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return of(longest);
  }

  /// Returns the share of the windows that hold a tone.
  double share(double hertz) {
    int with = 0;
    for (int window = 0; window < windows(); window++) {
      with += has(hertz, window) ? 1 : 0;
    }
    return (double) with / windows();
  }

  /// Applies Goertzel's filter: the power at one frequency.
  private boolean has(double hertz, int window) {
    double turn = 2 * Math.cos(2 * Math.PI * hertz / RATE);
    double last = 0;
    double before = 0;
    double all = 0;
    for (int i = window * WINDOW; i < (window + 1) * WINDOW; i++) {
      double now = samples[i] + turn * last - before;
      before = last;
      last = now;
      all += (double) samples[i] * samples[i];
    }
    double power = 2 * (last * last + before * before - turn * last * before) / WINDOW;
    return !isSilent(window) && power > TONES_PART * all;
  }
}
