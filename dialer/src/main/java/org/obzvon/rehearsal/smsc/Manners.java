package org.obzvon.rehearsal.smsc;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;

/// How a simulated centre behaves.
///
/// @param fate what becomes of a segment, the same for all of a message
/// @param receiptId how a receipt writes an id that was given out in hexadecimal
public record Manners(Function<Seen, Fate> fate, Function<Long, String> receiptId, Faults faults, Duration receiptAfter) {

  /// The words of SMPP 3.4, appendix B.
  public enum Fate {
    DELIVRD,
    UNDELIV,
    EXPIRED,
    REJECTD,
    /// No word of a receipt: the number is refused at once.
    NO_NUMBER
  }

  /// A segment as it comes in.
  ///
  /// @param count of all that came before and of this one
  /// @param to digits of the number
  /// @param submission how many segments came for the number, turned away or not
  /// @param message the how many-th whole message to the number it belongs to
  /// @param last whether it is the last of its message
  public record Seen(long count, String to, int submission, int message, boolean last) {}

  public interface Faults {
    Faults NONE = every(0, 0, 0, 0);

    /// Turned away: too fast.
    boolean throttles(Seen segment);

    /// Its receipt is sent twice.
    boolean doubles(Seen segment);

    /// Its receipt is never sent.
    boolean loses(Seen segment);

    /// It is taken, and the link is cut before the answer.
    boolean cuts(Seen segment);

    /// Counts what comes; 0 is never.
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

  public static Manners good() {
    return new Manners(_ -> Fate.DELIVRD, HEXADECIMAL, Faults.NONE, Duration.ZERO);
  }
}
