package org.obzvon.contact;

import java.util.Optional;

/// The outcome of one attempt to contact a debtor: a fact, not a decision.
/// `policy` decides whether it counts against the limits, `queue` whether and when to retry.
public sealed interface ContactOutcome {

  /// The right person was reached, confirmed by a key press or recorded by an operator who spoke to them.
  record Reached(Answer answer, Optional<Promise> promise, Optional<NonPaymentReason> reason) implements ContactOutcome {}

  /// A message was delivered, confirmed by the network.
  record Delivered(int segments) implements ContactOutcome {}

  /// The attempt went through the network, but the right person was not reached.
  record NotReached(NoAnswer why) implements ContactOutcome {}

  /// This number cannot work, however often it is tried.
  record Undeliverable(Refusal why) implements ContactOutcome {}

  /// The attempt never got to the debtor, and the cause has nothing to do with them.
  record Failed(Fault whose) implements ContactOutcome {}

  /// We lost track of the attempt; it counts as a contact and is never redialled automatically.
  record Lost() implements ContactOutcome {}

  /// The last thing the right person did.
  enum Answer {
    /// They confirmed their identity and heard the message; nothing more.
    LISTENED,
    PROMISED,
    GAVE_REASON,
    /// They asked for a person, or the script transferred them to one.
    ESCALATED,
    /// They asked not to be called any more.
    OPTED_OUT
  }

  enum NoAnswer {
    BUSY,
    /// It rang until our time-out.
    NO_ANSWER,
    /// The call was declined by hand.
    REJECTED,
    /// An answering machine or a voice assistant answered.
    MACHINE,
    /// Somebody answered and hung up before confirming their identity.
    HUNG_UP_EARLY,
    /// Somebody answered, listened to the question and pressed nothing.
    SILENT,
    /// Somebody else answered and said that the subscriber may be reached here later.
    SOMEBODY_ELSE,
    /// They asked for a person without confirming who they are, and no operator recorded that it was the subscriber:
    /// they hung up while waiting, or no operator came.
    ASKED_FOR_PERSON
  }

  enum Refusal {
    NO_SUCH_NUMBER,
    /// The network will not connect to this number.
    BARRED,
    /// Somebody answered and said that the subscriber cannot be reached here.
    WRONG_NUMBER,
    /// The person who answered asked not to be called, without saying who they are.
    OPTED_OUT,
    /// The number is not in our own list of allowed prefixes.
    PREFIX_NOT_ALLOWED
  }

  enum Fault {
    /// There was no free circuit towards the network.
    CONGESTION,
    /// The exchange or the gateway could not be reached or refused the request, or we could not prepare it: nothing
    /// rang.
    EXCHANGE,
    /// None of our operators picked up their own telephone, so the debtor's was not rung.
    NO_OPERATOR,
    /// The contact was called off after the policy allowed it and before it reached the debtor: a payment, a request
    /// for no more contact, a pause of the campaign, the end of the permitted hours. Nothing rang and nothing was sent.
    CALLED_OFF,
    /// Our script or our speech output failed in the middle of the call.
    SCRIPT,
    /// The network failed in a way that says nothing about the number.
    NETWORK
  }
}
