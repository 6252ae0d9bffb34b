package org.obzvon.desk;

import org.obzvon.document.Sentence;

/// The answer to an operator's command. A refusal changed nothing.
public sealed interface Reply {
  Reply DONE = new Done();
  Sentence NO_DETAIL = Sentence.unworded("");

  record Done() implements Reply {}

  /// @param detail more for a person to read, such as the rule of the contact policy; may be empty
  record Refused(Why why, Sentence detail) implements Reply {}

  static Reply refused(Why why) {
    return new Refused(why, NO_DETAIL);
  }

  enum Why {
    /// Not an active operator with a telephone.
    NO_TELEPHONE,
    NOT_SIGNED_ON,
    ALREADY_SIGNED_ON,
    /// The exchange is away or does not take the command.
    EXCHANGE,
    /// Not possible while the operator does what he is doing.
    STATE,
    /// The installation does not record talks.
    NOT_ALLOWED,
    /// No debtor of a campaign is due now.
    NOTHING_DUE,
    /// The contact policy does not permit it, or not now.
    POLICY,
    /// The contact was taken back or called off meanwhile.
    GONE,
    /// The other operator is not there or not free.
    NOT_FREE,
    /// What came of this call is written down already, or the form belongs to an earlier call.
    WRITTEN,
    /// What was written down cannot be true; the detail says which part.
    INVALID
  }
}
