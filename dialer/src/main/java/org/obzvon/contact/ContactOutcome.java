package org.obzvon.contact;

import java.util.Optional;

/// What became of one attempt to contact a debtor: a fact, not a decision.
/// `policy` says whether it counts against the limits, `queue` whether and when to try again.
public sealed interface ContactOutcome {

  /// The right person, confirmed by a key press or written down by an operator who spoke to them.
  record Reached(Answer answer, Optional<Promise> promise, Optional<Reason> reason) implements ContactOutcome {}

  /// A message, confirmed by the network.
  record Delivered(int segments) implements ContactOutcome {}

  /// The attempt went through the network, but the right person was not met.
  record NotReached(NoAnswer why) implements ContactOutcome {}

  /// This number will not do, however often it is tried.
  record Undeliverable(Refusal why) implements ContactOutcome {}

  /// It never got to the debtor, and the debtor has nothing to do with it.
  record Failed(Fault whose) implements ContactOutcome {}

  /// We stopped watching; counts as a contact, never redialled by itself.
  record Lost() implements ContactOutcome {}

  /// What the right person did in the end.
  enum Answer {
    /// Confirmed who he is and heard the message; nothing more.
    LISTENED,
    PROMISED,
    GAVE_REASON,
    /// Asked for a person, or was handed to one by the script.
    ESCALATED,
    /// Asked not to be called any more.
    OPTED_OUT
  }

  enum NoAnswer {
    BUSY,
    /// Rang until our time-out.
    NO_ANSWER,
    /// The call was turned down by hand.
    REJECTED,
    /// An answering machine or a voice assistant.
    MACHINE,
    /// Somebody answered and hung up before saying who he is.
    HUNG_UP_EARLY,
    /// Somebody answered, heard the question and pressed nothing.
    SILENT,
    /// Somebody else answered and says that the subscriber may be reached here later.
    SOMEBODY_ELSE,
    /// Asked for a person without confirming who they are, and no operator wrote down that it was the subscriber: hung up
    /// while waiting, or nobody came.
    ASKED_FOR_PERSON
  }

  enum Refusal {
    NO_SUCH_NUMBER,
    /// The network will not connect to this number.
    BARRED,
    /// Somebody answered and says that the subscriber cannot be reached here.
    WRONG_NUMBER,
    /// Whoever answered asked not to be called, without saying who he is.
    OPTED_OUT,
    /// Our own list of allowed prefixes does not hold the number.
    PREFIX_NOT_ALLOWED
  }

  enum Fault {
    /// No free circuit towards the network.
    CONGESTION,
    /// The exchange or the gateway could not be reached or refused the request, or we could not prepare it: nothing rang.
    EXCHANGE,
    /// None of our operators picked up his own telephone, so the debtor's was not rung.
    NO_OPERATOR,
    /// Between our policy's word and the debtor's telephone the contact was called off: a payment, a wish for no more
    /// contact, a pause of the campaign, the end of the permitted hours. Nothing rang and nothing was sent.
    CALLED_OFF,
    /// Our script or our speech failed in the middle of the call.
    SCRIPT,
    /// The network failed in a way that says nothing about the number.
    NETWORK
  }
}
