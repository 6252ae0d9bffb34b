package org.obzvon.reason;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.obzvon.contact.Reason;
import org.obzvon.register.Position;

/// The tickets, for those who deal with them. [ReasonBook] opens them.
public interface Tickets {

  Optional<Ticket> find(UUID id);

  /// Newest first.
  List<Ticket> page(Filter filter, Optional<Position> after, int limit);

  /// Moves a ticket on from the state in which the caller has seen it. False when it is in another one by now.
  ///
  /// @param step who moves it, when, and what he says
  /// @throws IllegalArgumentException when no ticket moves that way
  boolean move(UUID id, TicketState from, TicketState to, Ticket.Step step);

  /// @param states empty: any
  /// @param household of whose accounts; empty: any
  /// @param account number; empty: any
  record Filter(Set<TicketState> states, Optional<Reason> kind, Optional<String> account, Optional<UUID> household) {
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
