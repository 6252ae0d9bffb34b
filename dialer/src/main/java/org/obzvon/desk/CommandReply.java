package org.obzvon.desk;

import org.obzvon.document.Sentence;

/// The answer to an operator's command. A refused command changed nothing.
public sealed interface CommandReply {
  CommandReply DONE = new Done();
  Sentence NO_DETAIL = Sentence.unworded("");

  record Done() implements CommandReply {}

  /// @param detail more for a person to read, such as the rule of the contact policy; may be empty
  record Refused(Why why, Sentence detail) implements CommandReply {}

  static CommandReply refused(Why why) {
    return new Refused(why, NO_DETAIL);
  }

  enum Why {
    /// The user is not an active operator with a telephone.
    NO_TELEPHONE,
    NOT_SIGNED_ON,
    ALREADY_SIGNED_ON,
    /// The exchange is away or refuses the command.
    EXCHANGE,
    /// The command is not possible in the operator's present state.
    STATE,
    /// The installation does not record conversations.
    NOT_ALLOWED,
    /// No debtor of a campaign is due now.
    NOTHING_DUE,
    /// The contact policy does not permit it, or not now.
    POLICY,
    /// The contact was taken back or withdrawn meanwhile.
    GONE,
    /// The other operator is absent or not free.
    NOT_FREE,
    /// The disposition of this call is stored already, or the form belongs to an earlier call.
    WRITTEN,
    /// The disposition is not valid; the detail says which part.
    INVALID
  }
}
