package org.obzvon.rehearsal.smsc;

import java.util.HashMap;
import java.util.Map;

/// Counts what comes for each number. Bounded by the numbers that are written to.
final class Arrivals {
  private static final int HEADER = 6;

  private final Map<String, Integer> submissions = new HashMap<>();
  private final Map<String, Integer> messages = new HashMap<>();
  private long count;

  synchronized Manners.Seen come(String to, byte[] octets) {
    count++;
    return new Manners.Seen(
        count, to, submissions.merge(to, 1, Integer::sum), messages.getOrDefault(to, 0) + 1, isLast(octets));
  }

  /// It was not turned away.
  synchronized void taken(Manners.Seen segment) {
    if (segment.last()) {
      messages.merge(segment.to(), 1, Integer::sum);
    }
  }

  /// The header of joined messages (3GPP TS 23.040 §9.2.3.24.1) says which of how many a segment is.
  private static boolean isLast(byte[] octets) {
    boolean joined = octets.length > HEADER && octets[0] == 5 && octets[1] == 0 && octets[2] == 3;
    return !joined || octets[4] == octets[5];
  }
}
