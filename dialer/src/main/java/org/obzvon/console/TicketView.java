package org.obzvon.console;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.contact.ReasonSink.Listener;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.reason.Consequence.Hold;
import org.obzvon.reason.Ticket;
import org.obzvon.reason.TicketState;

/// A ticket as the API and `--json` show it.
///
/// @param account number of the account
/// @param holdsDemands whether payment demands to the household are suspended for now
/// @param operator operator who recorded the reason, if any
/// @param attempt call in which the reason was given
public record TicketView(
    UUID id, NonPaymentReason kind, String account, TicketState state, Hold hold, boolean holdsDemands,
    Listener heardBy,
    Optional<String> operator, Optional<UUID> attempt, String words, Instant openedAt, int complaints,
    Instant lastHeardAt, Optional<Step> answered, Optional<Step> closed) {

  public record Step(Instant at, String by, String note) {
    static Step of(Ticket.Step step) {
      return new Step(step.at(), step.by(), step.note());
    }
  }

  public static TicketView of(Ticket ticket) {
    Ticket.Opening opening = ticket.opening();
    return new TicketView(
        ticket.id(), ticket.kind(), ticket.subject().number(), ticket.state(), ticket.hold(), ticket.holdsDemands(),
        opening.listener(), opening.operator(), opening.attempt(), opening.words(), opening.at(), opening.complaints(),
        opening.lastHeardAt(), ticket.answered().map(Step::of), ticket.closed().map(Step::of));
  }
}
