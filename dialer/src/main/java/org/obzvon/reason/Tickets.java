package org.obzvon.reason;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.register.ListPosition;

/// The tickets, for the people who deal with them. [ReasonBook] opens them.
public interface Tickets {

  Optional<Ticket> find(UUID id);

  /// A page of tickets, newest first.
  List<Ticket> page(Filter filter, Optional<ListPosition> after, int limit);

  /// Moves a ticket from the state that the caller has seen. Returns false when it is in another state by now.
  ///
  /// @param step who moves it, when, and their note
  /// @throws IllegalArgumentException when this transition does not exist
  boolean move(UUID id, TicketState from, TicketState to, Ticket.Step step);

  /// @param states empty for any
  /// @param household of the account; empty for any
  /// @param account number; empty for any
  record Filter(Set<TicketState> states, Optional<NonPaymentReason> kind, Optional<String> account,
      Optional<UUID> household) {
    public static final Filter ALL = new Filter(Set.of(), Optional.empty(), Optional.empty(), Optional.empty());
    public static final Set<TicketState> NOT_CLOSED = Set.of(TicketState.OPEN, TicketState.ANSWERED);

    public Filter {
      states = Set.copyOf(states);
    }

    public static Filter of(UUID household) {
      return new Filter(Set.of(), Optional.empty(), Optional.empty(), Optional.of(household));
    }
  }
}
