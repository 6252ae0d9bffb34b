package org.obzvon.rehearsal.smsc;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;

/// The behaviour of a simulated message centre.
///
/// @param fate the final state of a segment, the same for all segments of a message
/// @param receiptId how a delivery report writes an id that was issued in hexadecimal
public record CentreBehaviour(Function<Seen, Fate> fate, Function<Long, String> receiptId, Faults faults,
    Duration receiptAfter) {

  /// Final message states in the words of SMPP 3.4, appendix B.
  public enum Fate {
    DELIVRD,
    UNDELIV,
    EXPIRED,
    REJECTD,
    /// There is no delivery report: the number is refused at once.
    NO_NUMBER
  }

  /// A segment as it arrives.
  ///
  /// @param count of all segments so far, this one included
  /// @param to digits of the number
  /// @param submission number of segments so far for this number, refused or not
  /// @param message sequence number of the whole message to this number
  /// @param last whether it is the last segment of its message
  public record Seen(long count, String to, int submission, int message, boolean last) {}

  public interface Faults {
    Faults NONE = every(0, 0, 0, 0);

    /// Returns whether the segment is throttled (submitted too fast).
    boolean throttles(Seen segment);

    /// Returns whether its delivery report is sent twice.
    boolean doubles(Seen segment);

    /// Returns whether its delivery report is never sent.
    boolean loses(Seen segment);

    /// Returns whether it is accepted and the link is cut before the answer.
    boolean cuts(Seen segment);

    /// Makes faults for every n-th segment; 0 means never.
    static Faults every(int throttle, int doubled, int lose, int cut) {
      return new Faults() {
        @Override
        public boolean throttles(Seen segment) {
          return isOne(throttle, segment);
        }

        @Override
        public boolean doubles(Seen segment) {
          return isOne(doubled, segment);
        }

        @Override
        public boolean loses(Seen segment) {
          return isOne(lose, segment);
        }

        @Override
        public boolean cuts(Seen segment) {
          return isOne(cut, segment);
        }
      };
    }

    private static boolean isOne(int each, Seen segment) {
      return each > 0 && segment.count() % each == 0;
    }
  }

  public static final Function<Long, String> HEXADECIMAL = id -> String.format(Locale.ROOT, "%08X", id);
  public static final Function<Long, String> DECIMAL = id -> Long.toString(id);

  public static CentreBehaviour good() {
    return new CentreBehaviour(_ -> Fate.DELIVRD, HEXADECIMAL, Faults.NONE, Duration.ZERO);
  }
}
