package org.obzvon.payment;

/// How many promises reached each state in one run.
public record SettledPromises(int kept, int partlyKept, int broken) {
  public static final SettledPromises NONE = new SettledPromises(0, 0, 0);

  public SettledPromises plus(SettledPromises other) {
    return new SettledPromises(kept + other.kept, partlyKept + other.partlyKept, broken + other.broken);
  }
}
