package org.obzvon.call;

import static org.obzvon.contact.ContactOutcome.Fault.CONGESTION;
import static org.obzvon.contact.ContactOutcome.Fault.EXCHANGE;
import static org.obzvon.contact.ContactOutcome.Fault.NETWORK;
import static org.obzvon.contact.ContactOutcome.NoAnswer.BUSY;
import static org.obzvon.contact.ContactOutcome.NoAnswer.NO_ANSWER;
import static org.obzvon.contact.ContactOutcome.NoAnswer.REJECTED;
import static org.obzvon.contact.ContactOutcome.Refusal.BARRED;
import static org.obzvon.contact.ContactOutcome.Refusal.NO_SUCH_NUMBER;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.obzvon.call.CallEvent.Coarse;
import org.obzvon.call.CallEvent.DialStatus;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Fault;
import org.obzvon.contact.ContactOutcome.NoAnswer;
import org.obzvon.contact.ContactOutcome.NotReached;
import org.obzvon.contact.ContactOutcome.Refusal;
import org.obzvon.contact.ContactOutcome.Undeliverable;

/// The table from what the network and the exchange say of an unanswered call to its outcome, one row a code, each with
/// its source. [HangupCauses] reads it; no other code decides by a cause or status.
///
/// A refusal of our own trunk (401, 403, 407), a full or broken network and a request that the other side cannot
/// understand are faults of our side. What the debtor did (486, 600, 603, no answer) is no fault of ours.
final class OutcomeTable {

  enum Says {
    /// The SIP status of the final answer to our call, Asterisk's `TechCause`.
    SIP_STATUS,
    /// Asterisk's `Cause`: the network's own cause, or the one that Asterisk derives from the SIP status.
    Q850_CAUSE,
    /// How the dialling ended, Asterisk's `DialStatus`, as [CallEvent.DialStatus] names it.
    DIAL_STATUS,
    /// Asterisk's answer to our request to call, as [CallEvent.Coarse] names it.
    ORIGINATE_REASON
  }

  /// One code and its outcome.
  ///
  /// @param source the document that gives the code its meaning
  record Row(Says says, String code, ContactOutcome outcome, String source) {}

  static final List<Row> ROWS = List.of(
      // These are statuses of RFC 3261 §21; RFC 3398 §7.2.4.1 and §8.2.6.1 translate them if a telephone network is
      // behind.
      sip(301, NETWORK, "RFC 3261 §21.3.2 Moved Permanently: we follow no redirection"),
      sip(302, NETWORK, "RFC 3261 §21.3.3 Moved Temporarily: we follow no redirection"),
      sip(305, NETWORK, "RFC 3261 §21.3.4 Use Proxy"),
      sip(380, NETWORK, "RFC 3261 §21.3.5 Alternative Service"),
      sip(400, EXCHANGE, "RFC 3261 §21.4.1 Bad Request: our request is malformed"),
      sip(401, EXCHANGE, "RFC 3261 §21.4.2 Unauthorized: the trunk's name or secret is refused"),
      sip(402, EXCHANGE, "RFC 3261 §21.4.3 Payment Required: our own account with the carrier"),
      sip(403, EXCHANGE, "RFC 3261 §21.4.4 Forbidden: the carrier understood and refuses us"),
      sip(404, NO_SUCH_NUMBER, "RFC 3398 §8.2.6.1, cause 1 unallocated number"),
      sip(405, EXCHANGE, "RFC 3261 §21.4.6 Method Not Allowed"),
      sip(406, EXCHANGE, "RFC 3261 §21.4.7 Not Acceptable: our request's own headers"),
      sip(407, EXCHANGE, "RFC 3261 §21.4.8 Proxy Authentication Required: the trunk's name or secret is refused"),
      sip(408, NETWORK, "RFC 3398 §7.2.4.1, cause 102; Asterisk's own word when the trunk does not answer at all"),
      sip(410, NO_SUCH_NUMBER, "RFC 3398 §8.2.6.1, cause 22 number changed"),
      sip(413, EXCHANGE, "RFC 3261 §21.4.11 Request Entity Too Large"),
      sip(414, EXCHANGE, "RFC 3261 §21.4.12 Request-URI Too Long"),
      sip(415, EXCHANGE, "RFC 3261 §21.4.13 Unsupported Media Type"),
      sip(416, EXCHANGE, "RFC 3261 §21.4.14 Unsupported URI Scheme"),
      sip(420, EXCHANGE, "RFC 3261 §21.4.15 Bad Extension"),
      sip(421, EXCHANGE, "RFC 3261 §21.4.16 Extension Required"),
      sip(423, EXCHANGE, "RFC 3261 §21.4.17 Interval Too Brief"),
      sip(480, NO_ANSWER, "RFC 3398 §8.2.6.1, causes 18, 19, 20, 31"),
      sip(481, NETWORK, "RFC 3261 §21.4.19 Call/Transaction Does Not Exist"),
      sip(482, NETWORK, "RFC 3261 §21.4.20 Loop Detected"),
      sip(483, NETWORK, "RFC 3261 §21.4.21 Too Many Hops"),
      sip(484, NO_SUCH_NUMBER, "RFC 3398 §8.2.6.1, cause 28 invalid number format"),
      sip(485, NO_SUCH_NUMBER, "RFC 3398 §7.2.4.1, cause 1"),
      sip(486, BUSY, "RFC 3398 §8.2.6.1, cause 17"),
      sip(487, NO_ANSWER, "RFC 3261 §21.4.25 Request Terminated: we gave up"),
      sip(488, NETWORK, "RFC 3261 §21.4.26 Not Acceptable Here: no codec in common"),
      sip(491, NETWORK, "RFC 3261 §21.4.27 Request Pending"),
      sip(493, NETWORK, "RFC 3261 §21.4.28 Undecipherable"),
      sip(500, NETWORK, "RFC 3261 §21.5.1 Server Internal Error"),
      sip(501, NETWORK, "RFC 3261 §21.5.2 Not Implemented"),
      sip(502, NETWORK, "RFC 3261 §21.5.3 Bad Gateway"),
      sip(503, CONGESTION, "RFC 3398 §8.2.6.1, causes 34, 38, 41, 42, 47"),
      sip(504, NETWORK, "RFC 3398 §8.2.6.1, cause 102"),
      sip(505, NETWORK, "RFC 3261 §21.5.6 Version Not Supported"),
      sip(513, NETWORK, "RFC 3261 §21.5.7 Message Too Large"),
      sip(580, NETWORK, "RFC 3312 §8 Precondition Failure"),
      sip(600, BUSY, "RFC 3261 §21.6.1 Busy Everywhere"),
      sip(603, REJECTED, "RFC 3261 §21.6.2 Decline: the callee does not wish to take the call"),
      sip(604, NO_SUCH_NUMBER, "RFC 3261 §21.6.3 Does Not Exist Anywhere"),
      sip(606, NETWORK, "RFC 3261 §21.6.4 Not Acceptable: no codec in common"),
      sip(607, REJECTED, "RFC 8197 §4 Unwanted: the callee's own word"),
      sip(608, EXCHANGE, "RFC 8688 §3 Rejected: somebody between us and the callee refuses our calls"),

      // These are causes of ITU-T Q.850 (05/98) §2.2.7, with Asterisk's own numbers for barred calls
      // (include/asterisk/causes.h).
      cause(1, NO_SUCH_NUMBER, "Q.850 unallocated number"),
      cause(2, NETWORK, "Q.850 no route to specified transit network"),
      cause(3, NETWORK, "Q.850 no route to destination: the route is missing, the number may be good"),
      cause(5, EXCHANGE, "Q.850 misdialled trunk prefix: our dialling is wrong"),
      cause(16, NO_ANSWER, "Q.850 normal call clearing: given up before anybody answered"),
      cause(17, BUSY, "Q.850 user busy"),
      cause(18, NO_ANSWER, "Q.850 no user responding"),
      cause(19, NO_ANSWER, "Q.850 no answer from user (user alerted)"),
      cause(20, NO_ANSWER, "Q.850 subscriber absent: switched off or out of coverage"),
      cause(21, REJECTED, "Q.850 call rejected"),
      cause(22, NO_SUCH_NUMBER, "Q.850 number changed"),
      cause(26, NO_ANSWER, "Q.850 non-selected user clearing: answered elsewhere"),
      cause(27, NETWORK, "Q.850 destination out of order"),
      cause(28, NO_SUCH_NUMBER, "Q.850 invalid number format (address incomplete)"),
      cause(29, NETWORK, "Q.850 facility rejected"),
      cause(31, NO_ANSWER, "Q.850 normal, unspecified"),
      cause(34, CONGESTION, "Q.850 no circuit/channel available"),
      cause(38, CONGESTION, "Q.850 network out of order"),
      cause(41, NETWORK, "Q.850 temporary failure"),
      cause(42, CONGESTION, "Q.850 switching equipment congestion"),
      cause(44, CONGESTION, "Q.850 requested circuit/channel not available"),
      cause(47, CONGESTION, "Q.850 resource unavailable, unspecified"),
      cause(50, EXCHANGE, "Q.850 requested facility not subscribed: our contract with the carrier"),
      cause(52, EXCHANGE, "causes.h outgoing calls barred: our line is barred, not the debtor's"),
      cause(54, BARRED, "causes.h incoming calls barred"),
      cause(55, BARRED, "Q.850 incoming calls barred within the closed user group"),
      cause(57, EXCHANGE, "Q.850 bearer capability not authorized"),
      cause(58, NETWORK, "Q.850 bearer capability not presently available"),
      cause(63, NETWORK, "Q.850 service or option not available, unspecified"),
      cause(65, NETWORK, "Q.850 bearer capability not implemented"),
      cause(79, NETWORK, "Q.850 service or option not implemented, unspecified"),
      cause(88, NETWORK, "Q.850 incompatible destination: no codec in common"),
      cause(102, NETWORK, "Q.850 recovery on timer expiry"),
      cause(111, NETWORK, "Q.850 protocol error, unspecified"),
      cause(127, NETWORK, "Q.850 interworking, unspecified"),

      // These are the values of DialEnd: Asterisk, include/asterisk/dial.h and main/dial.c.
      row(Says.DIAL_STATUS, DialStatus.BUSY, new NotReached(BUSY), "AST_DIAL_RESULT_BUSY"),
      row(Says.DIAL_STATUS, DialStatus.CONGESTION, new Failed(CONGESTION), "AST_DIAL_RESULT_CONGESTION"),
      row(Says.DIAL_STATUS, DialStatus.UNAVAILABLE, new Failed(EXCHANGE), "CHANUNAVAIL: no channel to the trunk"),

      // These are the reasons in OriginateResponse: Asterisk, include/asterisk/frame.h and main/pbx.c.
      row(Says.ORIGINATE_REASON, Coarse.RANG_OUT, new NotReached(NO_ANSWER),
          "AST_CONTROL_HANGUP, AST_CONTROL_RINGING"),
      row(Says.ORIGINATE_REASON, Coarse.BUSY, new NotReached(BUSY), "AST_CONTROL_BUSY"),
      row(Says.ORIGINATE_REASON, Coarse.CONGESTION, new Failed(CONGESTION), "AST_CONTROL_CONGESTION"),
      row(Says.ORIGINATE_REASON, Coarse.UNTOLD, new Failed(NETWORK),
          "0: also a trunk that is missing or not registered"));

  private static final Map<Says, Map<String, ContactOutcome>> OUTCOMES = ROWS.stream()
      .collect(Collectors.groupingBy(Row::says, Collectors.toUnmodifiableMap(Row::code, Row::outcome)));

  private OutcomeTable() {}

  /// Returns the outcome of a code; empty for a code that the table does not hold.
  static Optional<ContactOutcome> find(Says says, String code) {
    return Optional.ofNullable(OUTCOMES.get(says).get(code));
  }

  private static Row sip(int status, Fault fault, String source) {
    return row(Says.SIP_STATUS, status, Failed::new, fault, source);
  }

  private static Row sip(int status, NoAnswer why, String source) {
    return row(Says.SIP_STATUS, status, NotReached::new, why, source);
  }

  private static Row sip(int status, Refusal why, String source) {
    return row(Says.SIP_STATUS, status, Undeliverable::new, why, source);
  }

  private static Row cause(int cause, Fault fault, String source) {
    return row(Says.Q850_CAUSE, cause, Failed::new, fault, source);
  }

  private static Row cause(int cause, NoAnswer why, String source) {
    return row(Says.Q850_CAUSE, cause, NotReached::new, why, source);
  }

  private static Row cause(int cause, Refusal why, String source) {
    return row(Says.Q850_CAUSE, cause, Undeliverable::new, why, source);
  }

  private static Row row(Says says, Enum<?> code, ContactOutcome outcome, String source) {
    return new Row(says, code.name(), outcome, source);
  }

  private static <T> Row row(Says says, int code, Function<T, ContactOutcome> kind, T detail, String source) {
    return new Row(says, Integer.toString(code), kind.apply(detail), source);
  }
}
