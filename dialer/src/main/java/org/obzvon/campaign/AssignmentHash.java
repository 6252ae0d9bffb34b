package org.obzvon.campaign;

import java.nio.charset.StandardCharsets;

/// The position of a household between 0 and 1 in an experiment: 32-bit FNV-1a of seed and household, as GrowthBook's
/// hashing versions 1 and 2 define it, so that any other tool can recompute an assignment.
public final class AssignmentHash {
  private static final int OFFSET_BASIS = 0x811c9dc5;
  private static final int PRIME = 0x01000193;

  private AssignmentHash() {}

  /// Returns the bucket by version 2, in steps of 1/10000. It is free of version 1's bias between experiments whose
  /// seeds begin alike.
  public static double of(String seed, String household) {
    long first = fnv1a(seed + household);
    return fnv1a(Long.toString(first)) % 10_000 / 10_000.0;
  }

  /// Returns the bucket by version 1, in steps of 1/1000; kept for checking older assignments.
  public static double version1(String seed, String household) {
    return fnv1a(household + seed) % 1_000 / 1_000.0;
  }

  static long fnv1a(String text) {
    int hash = OFFSET_BASIS;
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (octet & 0xff)) * PRIME;
    }
    return Integer.toUnsignedLong(hash);
  }
}
