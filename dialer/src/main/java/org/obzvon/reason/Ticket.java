package org.obzvon.reason;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.contact.ReasonSink.Listener;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.reason.Consequence.Hold;

/// A debtor's reason that a person has to deal with. A second complaint of the same kind joins it while it is open.
///
/// @param hold how long the household gets no demands for money
/// @param answered when the debtor got an answer, and from whom
/// @param closed when the ticket was closed, and by whom
public record Ticket(
    UUID id, NonPaymentReason kind, Subject subject, Opening opening, TicketState state, Hold hold,
    Optional<Step> answered,
    Optional<Step> closed) {

  /// @param number of the account
  /// @param household at the time when the ticket was opened
  public record Subject(UUID account, String number, UUID household) {}

  /// @param operator name, if an operator heard it
  /// @param attempt the call in which it was heard
  /// @param complaints how often it was reported while the ticket was open, 1 or more
  public record Opening(
      Listener listener, Optional<String> operator, Optional<UUID> attempt, String words, Instant at, int complaints,
      Instant lastHeardAt) {}

  /// @param by who did it
  public record Step(Instant at, String by, String note) {}

  /// Whether demands to the household wait for this ticket.
  public boolean holdsDemands() {
    return switch (hold) {
      case NOTHING -> false;
      case UNTIL_ANSWERED -> state == TicketState.OPEN;
      case UNTIL_CLOSED -> state != TicketState.CLOSED;
    };
  }
}
