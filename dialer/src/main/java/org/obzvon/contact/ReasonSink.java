package org.obzvon.contact;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Takes the reasons that debtors give for not paying, from robot, operator and text message, and stores the
/// consequences.
@FunctionalInterface
public interface ReasonSink {

  /// Stores a reason and its consequence before the outcome or answer that reports it is stored, or together with it in
  /// the caller's transaction. A repeated reason from the same source and listener changes nothing.
  void heard(Heard heard);

  /// @param account whose debt the debtor spoke about
  /// @param words of the debtor, or the operator's note; empty when a key was pressed
  record Heard(Source source, UUID account, NonPaymentReason reason, String words, Instant at) {}

  /// The source of a reason.
  ///
  /// @param id of the attempt, or of the text message in the inbox
  /// @param operator who heard it, if known
  record Source(Listener listener, UUID id, Optional<UUID> operator) {

    public static Source robot(UUID attempt) {
      return new Source(Listener.ROBOT, attempt, Optional.empty());
    }

    public static Source operator(UUID attempt, Optional<UUID> operator) {
      return new Source(Listener.OPERATOR, attempt, operator);
    }

    public static Source text(UUID message) {
      return new Source(Listener.TEXT, message, Optional.empty());
    }
  }

  enum Listener {
    /// A key in a call led by an IVR script.
    ROBOT,
    OPERATOR,
    /// A text message from the debtor.
    TEXT
  }
}
