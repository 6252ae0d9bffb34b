package org.obzvon.contact;

import java.util.EnumSet;
import java.util.Set;
import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Fault;

/// Distinguishes faults of our own side, which never reached the debtor, from results of an attempt. These faults use
/// no attempt, no cap and no spacing, prove nothing about the number, and their contact stays due.
///
/// A text that the gateway accepted is different: it may have arrived and it may cost money, so it is never sent again
/// without a limit.
public final class OurFaults {
  private static final Set<Fault> OF_CALLS = Set.copyOf(EnumSet.of(Fault.CONGESTION, Fault.EXCHANGE, Fault.NETWORK));
  private static final Set<Fault> OF_TEXTS_NOT_TAKEN = Set.copyOf(EnumSet.of(Fault.CONGESTION, Fault.EXCHANGE));

  private OurFaults() {}

  /// Faults after which a call rang nobody's telephone. A failed script is not among them: somebody had answered.
  public static Set<Fault> ofCalls() {
    return OF_CALLS;
  }

  /// Faults of a text that no gateway accepted.
  public static Set<Fault> ofTextsNotTaken() {
    return OF_TEXTS_NOT_TAKEN;
  }

  /// @param taken true when the exchange or gateway accepted the attempt
  public static boolean isOne(Channel channel, ContactOutcome outcome, boolean taken) {
    if (!(outcome instanceof Failed(var fault))) {
      return false;
    }
    return channel.isCall() ? OF_CALLS.contains(fault) : !taken && OF_TEXTS_NOT_TAKEN.contains(fault);
  }
}
