package org.obzvon.rehearsal;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Reproducible random draws: the same seed and the same words give the same numbers, whatever was drawn before and on
/// any thread. Not for values that must not be guessed.
public final class Chance {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final SplittableRandom random;

  private Chance(long state) {
    this.random = new SplittableRandom(state);
  }

  public static Chance of(long seed, Object... about) {
    long hash = FNV_OFFSET ^ mixed(seed);
    for (Object word : about) {
      String text = word.toString();
      for (int i = 0; i < text.length(); i++) {
        hash = (hash ^ text.charAt(i)) * FNV_PRIME;
      }
      hash = (hash ^ 0x1f) * FNV_PRIME;
    }
    return new Chance(mixed(hash));
  }

  /// Returns a uniform number in [0, 1).
  public double next() {
    return random.nextDouble();
  }

  public boolean happens(double probability) {
    return next() < probability;
  }

  /// Returns a uniform number from `low` to `high`, both included.
  public int between(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  public <T> T among(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /// Draws by weight. The order of the map matters, so it must be an ordered one.
  public <T> T weighted(Map<T, Double> weights) {
    double left = next() * weights.values().stream().mapToDouble(Double::doubleValue).sum();
    T last = null;
    for (Map.Entry<T, Double> choice : weights.entrySet()) {
      last = choice.getKey();
      left -= choice.getValue();
      if (left < 0) {
        break;
      }
    }
    return last;
  }

  /// Applies the finalizer of MurmurHash3: neighbouring seeds give unrelated draws.
  private static long mixed(long value) {
    long x = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
    x = (x ^ (x >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return x ^ (x >>> 33);
  }
}
