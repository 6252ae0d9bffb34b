package org.obzvon.call;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.obzvon.call.CallEvent.Coarse;
import org.obzvon.call.CallEvent.DialStatus;
import org.obzvon.call.OutcomeTable.Says;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Fault;
import org.obzvon.contact.ContactOutcome.NoAnswer;
import org.obzvon.contact.ContactOutcome.NotReached;
import org.obzvon.contact.ContactOutcome.Undeliverable;

/// Turns what the network and the exchange reported of an unanswered call into its outcome, by the rows of
/// [OutcomeTable].
///
/// The most exact code decides: the SIP status, then the Q.850 cause, then the dial status, then the answer to our
/// request. Two rules override the codes:
/// - A telephone that rang was rung, whatever code ended the call: the debtor did not answer, or rejected the call. A
///   fault of ours after the first ring does not undo the call, and a number that rang exists.
/// - A SIP status that means a dead number is ignored if the cause of the network says something else, such as 404 for
///   a missing route.
public final class HangupCauses {

  /// The cause that our own dialplan (`extensions_obzvon.conf`) sets when no service led the conversation: the fault is
  /// ours.
  public static final int NOBODY_LED = 63;

  /// The outcome of a code that the table does not hold: it says nothing about the number and never marks one as bad.
  public static final ContactOutcome UNKNOWN = new Failed(Fault.NETWORK);

  /// Asterisk's value for a cause that was not reported.
  private static final int UNTOLD = 0;

  private static final int CALL_REJECTED = 21;

  private static final Pattern SIP_STATUS = Pattern.compile("SIP ([3-6]\\d\\d)");

  /// Codes that the network gives only to a call nobody answered.
  private static final Set<Integer> ONLY_UNANSWERED = Set.of(1, 17, 18, 19, 20, 21, 22, 28, 34, 42, 44, 47, 54, 55);

  private HangupCauses() {}

  /// Everything that may be known of the end of a call that nobody answered.
  ///
  /// @param cause Q.850 cause
  /// @param techCause the technology's own code, such as `SIP 486`
  /// @param reason the exchange's first answer to our request to call
  /// @param ring what is known of the debtor's telephone
  record Told(
      OptionalInt cause, Optional<String> techCause, Optional<DialStatus> dialStatus, Optional<Coarse> reason,
      Ring ring) {}

  enum Ring {
    /// It rang.
    RANG,
    /// Nothing came back from the network: neither a ring nor an announcement that the call is on its way.
    SILENT,
    UNKNOWN
  }

  /// Returns the outcome of a call that was not answered and of which only the cause is known.
  public static ContactOutcome unanswered(int cause) {
    return OutcomeTable.find(Says.Q850_CAUSE, Integer.toString(cause)).orElse(UNKNOWN);
  }

  /// Returns true when the cause alone proves that nobody answered, for calls whose other events were lost.
  public static boolean provesUnanswered(int cause) {
    return ONLY_UNANSWERED.contains(cause);
  }

  static ContactOutcome unanswered(Told told) {
    ContactOutcome byCode = byCode(told);
    return switch (told.ring()) {
      case RANG -> afterRinging(told, byCode);
      case SILENT -> silent(told, byCode);
      case UNKNOWN -> byCode;
    };
  }

  private static ContactOutcome afterRinging(Told told, ContactOutcome byCode) {
    if (byCode instanceof NotReached) {
      return byCode;
    }
    boolean turnedDown = told.cause().isPresent() && told.cause().getAsInt() == CALL_REJECTED;
    return new NotReached(turnedDown ? NoAnswer.REJECTED : NoAnswer.NO_ANSWER);
  }

  /// Returns the outcome of a call to which the trunk sent no answer. If our own time-out ended it, the trunk is dead
  /// or swallows our requests.
  private static ContactOutcome silent(Told told, ContactOutcome byCode) {
    return told.reason().equals(Optional.of(Coarse.RANG_OUT)) ? UNKNOWN : byCode;
  }

  private static ContactOutcome byCode(Told told) {
    Optional<ContactOutcome> byCause = told.cause().isPresent() && told.cause().getAsInt() != UNTOLD
        ? Optional.of(unanswered(told.cause().getAsInt()))
        : Optional.empty();
    Optional<ContactOutcome> bySip = told.techCause().map(SIP_STATUS::matcher).filter(Matcher::matches)
        .flatMap(status -> OutcomeTable.find(Says.SIP_STATUS, status.group(1)));
    boolean contradicted = bySip.filter(Undeliverable.class::isInstance).isPresent()
        && byCause.filter(outcome -> !(outcome instanceof Undeliverable)).isPresent();
    return Stream.of(
        contradicted ? Optional.<ContactOutcome>empty() : bySip,
        byCause,
        told.dialStatus().flatMap(status -> OutcomeTable.find(Says.DIAL_STATUS, status.name())),
        told.reason().flatMap(reason -> OutcomeTable.find(Says.ORIGINATE_REASON, reason.name())))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(UNKNOWN);
  }
}
