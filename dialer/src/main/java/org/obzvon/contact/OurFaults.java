package org.obzvon.contact;

import java.util.EnumSet;
import java.util.Set;
import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Fault;

/// Tells the faults of our own side, which never reached the debtor, from what an attempt did. They use no attempt, no
/// cap and no spacing, prove nothing about the number, and their contact stays due.
///
/// A text that the gateway took is another matter: it may have arrived and it may cost, so it is never sent again without
/// a bound.
public final class OurFaults {
  private static final Set<Fault> OF_CALLS = Set.copyOf(EnumSet.of(Fault.CONGESTION, Fault.EXCHANGE, Fault.NETWORK));
  private static final Set<Fault> OF_TEXTS_NOT_TAKEN = Set.copyOf(EnumSet.of(Fault.CONGESTION, Fault.EXCHANGE));

  private OurFaults() {}

  /// Faults with which a call rang nobody. A script that failed is none of them: somebody had answered.
  public static Set<Fault> ofCalls() {
    return OF_CALLS;
  }

  /// Faults of a text that no gateway took.
  public static Set<Fault> ofTextsNotTaken() {
    return OF_TEXTS_NOT_TAKEN;
  }

  /// @param taken the exchange or gateway accepted the attempt
  public static boolean isOne(Channel channel, ContactOutcome outcome, boolean taken) {
    if (!(outcome instanceof Failed(var fault))) {
      return false;
    }
    return channel.isCall() ? OF_CALLS.contains(fault) : !taken && OF_TEXTS_NOT_TAKEN.contains(fault);
  }
}
