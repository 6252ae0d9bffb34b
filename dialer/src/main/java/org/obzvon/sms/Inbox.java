package org.obzvon.sms;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.register.ListPosition;

/// The inbox of debtors' answers that operators read. A stop and a stored promise are closed at once: nobody needs to
/// read them.
public interface Inbox {

  /// Answers that wait for an operator, oldest first.
  List<Entry> open(Optional<ListPosition> after, int limit);

  /// The first page of them.
  default List<Entry> open(int limit) {
    return open(Optional.empty(), limit);
  }

  Optional<Entry> find(UUID id);

  /// Closes an answer. Returns whether there was one to close.
  boolean close(UUID id, Instant at);

  /// How an answer was understood.
  enum Kind {
    STOP,
    /// The debtor wants to be contacted again after a stop.
    START,
    PROMISE,
    PAID,
    OTHER
  }

  /// @param reason why the debt was not paid, if the text says so
  /// @param account that the answered message was about
  /// @param answers the text of the answered message
  record Entry(
      UUID id, Incoming incoming, Kind kind, Optional<NonPaymentReason> reason, Optional<UUID> account, Optional<String> answers,
      Optional<Instant> closedAt) {}
}
