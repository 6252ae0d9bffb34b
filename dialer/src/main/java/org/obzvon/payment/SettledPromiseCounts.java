package org.obzvon.payment;

/// How many promises reached each state in one run.
public record SettledPromiseCounts(int kept, int partlyKept, int broken) {
  public static final SettledPromiseCounts NONE = new SettledPromiseCounts(0, 0, 0);

  public SettledPromiseCounts plus(SettledPromiseCounts other) {
    return new SettledPromiseCounts(kept + other.kept, partlyKept + other.partlyKept, broken + other.broken);
  }
}
