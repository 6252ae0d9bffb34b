package org.obzvon.payment;

/// How many promises came to a state in one go.
public record Settled(int kept, int partlyKept, int broken) {
  public static final Settled NONE = new Settled(0, 0, 0);

  public Settled plus(Settled other) {
    return new Settled(kept + other.kept, partlyKept + other.partlyKept, broken + other.broken);
  }
}
