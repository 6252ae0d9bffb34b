package org.obzvon.commands;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.obzvon.document.BadInput;
import org.obzvon.reason.ReasonBook;
import org.obzvon.reason.Ticket;
import org.obzvon.reason.TicketState;
import org.obzvon.reason.Tickets;
import org.obzvon.register.Account;
import org.obzvon.register.ListPosition;
import org.obzvon.staff.Actor;
import org.obzvon.staff.AuditLog;

/// Lists, answers and closes tickets. An answer or a closing is stored together with its actor.
public final class TicketUseCases {
  public static final int MOST_LISTED = 500;
  public static final int LONGEST_NOTE = 2_000;
  private static final int MOST_REASONS = 50;

  private final Tickets tickets;
  private final ReasonBook reasons;
  private final AuditLog log;
  private final InstantSource clock;

  public TicketUseCases(Tickets tickets, ReasonBook reasons, AuditLog log, InstantSource clock) {
    this.tickets = tickets;
    this.reasons = reasons;
    this.log = log;
    this.clock = clock;
  }

  /// A reason that somebody of a household gave, and the ticket that it opened or joined.
  public record Given(ReasonBook.Kept kept, Optional<Ticket> ticket) {}

  /// Returns the tickets, newest first.
  public List<Ticket> page(Tickets.Filter filter, Optional<ListPosition> after, int limit) {
    return tickets.page(filter, after, limit);
  }

  public Optional<Ticket> find(UUID id) {
    return tickets.find(id);
  }

  /// Returns the reasons given in the account's household, newest first.
  public List<Given> reasonsOf(Account account) {
    List<ReasonBook.Kept> kept = reasons.ofHousehold(account.household(), MOST_REASONS);
    Map<UUID, Ticket> known = tickets.page(Tickets.Filter.of(account.household()), Optional.empty(), MOST_LISTED)
        .stream()
        .collect(Collectors.toMap(Ticket::id, Function.identity()));
    return kept.stream().map(one -> new Given(one, one.ticket().map(known::get))).toList();
  }

  /// Records that the debtor has been answered.
  ///
  /// @throws BadInput when the note is missing, or no such ticket can be answered
  public Ticket answer(Actor actor, UUID id, String note) {
    return move(actor, id, TicketState.ANSWERED, "ticket answer", note);
  }

  /// @throws BadInput when the note is missing, or no such ticket can be closed
  public Ticket close(Actor actor, UUID id, String note) {
    return move(actor, id, TicketState.CLOSED, "ticket close", note);
  }

  private Ticket move(Actor actor, UUID id, TicketState to, String action, String note) {
    if (note.isBlank() || note.length() > LONGEST_NOTE) {
      throw BadInput.of("note", FormFault.TICKET_NOTE.with(LONGEST_NOTE));
    }
    return log.asOne(
        () -> {
          Ticket ticket = tickets.find(id).orElseThrow(() -> BadInput.of("ID", FormFault.NO_TICKET.with()));
          Ticket.Step step = new Ticket.Step(clock.instant(), actor.name(), note.strip());
          boolean moves = ticket.state().next().contains(to) && tickets.move(id, ticket.state(), to, step);
          if (!moves) {
            throw BadInput.of("ID", FormFault.TICKET_MOVED.with());
          }
          log.note(actor, AuditLog.Deed.of(action, "ticket " + id, Map.of("note", step.note())));
          return tickets.find(id).orElseThrow();
        });
  }
}
