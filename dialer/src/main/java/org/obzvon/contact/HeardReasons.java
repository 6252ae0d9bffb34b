package org.obzvon.contact;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Takes the reasons that debtors give for not paying, whoever heard them, and stores what follows from them.
@FunctionalInterface
public interface HeardReasons {

  /// Stores a reason and its consequence before the outcome or answer is stored that tells of it, or together with it in the
  /// caller's transaction. A reason that was heard before from the same source by the same listener changes nothing.
  void heard(Heard heard);

  /// @param account about whose debt the debtor spoke
  /// @param words of the debtor, or what the operator wrote down; empty where a key was pressed
  record Heard(Source source, UUID account, Reason reason, String words, Instant at) {}

  /// Where a reason was heard.
  ///
  /// @param id of the attempt, or of the text message in the inbox
  /// @param operator who heard it, where that is known
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
