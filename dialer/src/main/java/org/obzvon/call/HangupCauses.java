package org.obzvon.call;

import static java.util.Map.entry;

import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Fault;
import org.obzvon.contact.ContactOutcome.NoAnswer;
import org.obzvon.contact.ContactOutcome.NotReached;
import org.obzvon.contact.ContactOutcome.Refusal;
import org.obzvon.contact.ContactOutcome.Undeliverable;

/// The one place that turns a hang-up cause into an outcome. Codes are those of ITU-T Q.850, table 1, as Asterisk
/// passes them on.
public final class HangupCauses {

  /// Set by our own dialplan (`extensions_obzvon.conf`) when nobody led the conversation: the fault is ours.
  public static final int NOBODY_LED = 63;

  /// A code that the table does not hold says nothing about the number, so it never marks one as bad.
  public static final ContactOutcome UNKNOWN = new Failed(Fault.NETWORK);

  private static final ContactOutcome BUSY = new NotReached(NoAnswer.BUSY);
  private static final ContactOutcome NO_ANSWER = new NotReached(NoAnswer.NO_ANSWER);
  private static final ContactOutcome REJECTED = new NotReached(NoAnswer.REJECTED);
  private static final ContactOutcome NO_SUCH_NUMBER = new Undeliverable(Refusal.NO_SUCH_NUMBER);
  private static final ContactOutcome BARRED = new Undeliverable(Refusal.BARRED);
  private static final ContactOutcome CONGESTION = new Failed(Fault.CONGESTION);
  private static final ContactOutcome EXCHANGE = new Failed(Fault.EXCHANGE);
  private static final ContactOutcome NETWORK = new Failed(Fault.NETWORK);

  private static final Map<Integer, ContactOutcome> UNANSWERED =
      Map.ofEntries(
          entry(1, NO_SUCH_NUMBER), // unallocated number
          entry(2, NETWORK), // no route to transit network
          entry(3, NETWORK), // no route to destination: the route is missing, the number may be good
          entry(5, EXCHANGE), // misdialled trunk prefix: our dialling is wrong
          entry(16, NO_ANSWER), // normal clearing: given up before anybody answered
          entry(17, BUSY), // user busy
          entry(18, NO_ANSWER), // no user responding
          entry(19, NO_ANSWER), // user alerted, no answer
          entry(20, NO_ANSWER), // subscriber absent: switched off or out of coverage
          entry(21, REJECTED), // call rejected
          entry(22, NO_SUCH_NUMBER), // number changed
          entry(26, NO_ANSWER), // answered elsewhere, not by whom we called
          entry(27, NETWORK), // destination out of order
          entry(28, NO_SUCH_NUMBER), // invalid number format, address incomplete
          entry(29, NETWORK), // facility rejected
          entry(31, NO_ANSWER), // normal, unspecified
          entry(34, CONGESTION), // no circuit or channel available
          entry(38, CONGESTION), // network out of order
          entry(41, NETWORK), // temporary failure
          entry(42, CONGESTION), // switching equipment congestion
          entry(44, CONGESTION), // requested circuit or channel not available
          entry(47, CONGESTION), // resource unavailable
          entry(50, EXCHANGE), // requested facility not subscribed: our contract with the carrier
          entry(52, EXCHANGE), // outgoing calls barred: our line is barred, not the debtor's
          entry(54, BARRED), // incoming calls barred
          entry(55, BARRED), // incoming calls barred within the closed user group
          entry(57, EXCHANGE), // bearer capability not authorised
          entry(58, NETWORK), // bearer capability not available now
          entry(63, NETWORK), // service or option not available
          entry(65, NETWORK), // bearer capability not implemented
          entry(79, NETWORK), // service or option not implemented
          entry(88, NETWORK), // incompatible destination: no codec in common
          entry(102, NETWORK), // recovery on timer expiry
          entry(111, NETWORK), // protocol error
          entry(127, NETWORK)); // interworking, unspecified

  /// Codes that the network gives only to a call nobody answered.
  private static final Set<Integer> ONLY_UNANSWERED = Set.of(1, 17, 18, 19, 20, 21, 22, 28, 34, 42, 44, 47, 54, 55);

  private HangupCauses() {}

  /// The outcome of a call that was not answered.
  public static ContactOutcome unanswered(int cause) {
    return UNANSWERED.getOrDefault(cause, UNKNOWN);
  }

  /// Whether the cause alone proves that nobody answered, for calls whose other events were lost.
  public static boolean provesUnanswered(int cause) {
    return ONLY_UNANSWERED.contains(cause);
  }

  /// The outcome of a call that was not answered, where the cause may be missing or 0, which is Asterisk's word for
  /// "not told": the coarse reason then says what it can.
  static ContactOutcome unanswered(OptionalInt cause, CallEvent.Coarse why) {
    boolean untold = cause.isEmpty() || (cause.getAsInt() == 0 && why != CallEvent.Coarse.UNTOLD);
    return untold ? coarsely(why) : unanswered(cause.getAsInt());
  }

  private static ContactOutcome coarsely(CallEvent.Coarse why) {
    return switch (why) {
      case RANG_OUT -> NO_ANSWER;
      case BUSY -> BUSY;
      case CONGESTION -> CONGESTION;
      // It may have rung: busy and rejected come like this too when the hang-up event is lost.
      case UNTOLD -> NETWORK;
    };
  }
}
