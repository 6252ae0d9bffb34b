package org.obzvon.reason;

import java.util.Set;

/// The state of a ticket. The row changes by `UPDATE … WHERE state = expected`; a lost race returns `false`.
public enum TicketState {
  /// Nobody has dealt with it yet.
  OPEN,
  /// The debtor has an answer; the work on their complaint may still go on.
  ANSWERED,
  /// The ticket is over.
  CLOSED;

  public Set<TicketState> next() {
    return switch (this) {
      case OPEN -> Set.of(ANSWERED, CLOSED);
      case ANSWERED -> Set.of(CLOSED);
      case CLOSED -> Set.of();
    };
  }

  public boolean isTerminal() {
    return next().isEmpty();
  }
}
