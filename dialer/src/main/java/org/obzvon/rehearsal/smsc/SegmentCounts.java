package org.obzvon.rehearsal.smsc;

import java.util.HashMap;
import java.util.Map;

/// Counts the segments and messages for each number. The size is bounded by the numbers that are written to.
final class SegmentCounts {
  private static final int HEADER = 6;

  private final Map<String, Integer> submissions = new HashMap<>();
  private final Map<String, Integer> messages = new HashMap<>();
  private long count;

  synchronized CentreBehaviour.Seen come(String to, byte[] octets) {
    count++;
    return new CentreBehaviour.Seen(
        count, to, submissions.merge(to, 1, Integer::sum), messages.getOrDefault(to, 0) + 1, isLast(octets));
  }

  /// Notes that the segment was accepted.
  synchronized void taken(CentreBehaviour.Seen segment) {
    if (segment.last()) {
      messages.merge(segment.to(), 1, Integer::sum);
    }
  }

  /// Returns whether this is the last segment. The header of concatenated messages (3GPP TS 23.040 §9.2.3.24.1) holds
  /// the number of a segment and the total.
  private static boolean isLast(byte[] octets) {
    boolean joined = octets.length > HEADER && octets[0] == 5 && octets[1] == 0 && octets[2] == 3;
    return !joined || octets[4] == octets[5];
  }
}
