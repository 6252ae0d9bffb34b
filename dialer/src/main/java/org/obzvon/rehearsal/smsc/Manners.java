package org.obzvon.rehearsal.smsc;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;

/// How a simulated centre behaves. Every `…Every` counts what happens; 0 is never.
///
/// @param fate what becomes of a message to a number (digits alone)
/// @param receiptId how a receipt writes an id that was given out in hexadecimal
public record Manners(Function<String, Fate> fate, Function<Long, String> receiptId, Faults faults, Duration receiptAfter) {

  /// The words of SMPP 3.4, appendix B.
  public enum Fate {
    DELIVRD,
    UNDELIV,
    EXPIRED,
    REJECTD
  }

  /// @param throttleEvery a message that is turned away
  /// @param doubleEvery a receipt that is sent twice
  /// @param loseEvery a receipt that is never sent
  /// @param cutEvery a message that is taken and whose link is cut before the answer
  public record Faults(int throttleEvery, int doubleEvery, int loseEvery, int cutEvery) {
    public static final Faults NONE = new Faults(0, 0, 0, 0);
  }

  public static final Function<Long, String> HEXADECIMAL = id -> String.format(Locale.ROOT, "%08X", id);
  public static final Function<Long, String> DECIMAL = id -> Long.toString(id);

  public static Manners good() {
    return new Manners(_ -> Fate.DELIVRD, HEXADECIMAL, Faults.NONE, Duration.ZERO);
  }
}
