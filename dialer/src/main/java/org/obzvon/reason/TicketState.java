package org.obzvon.reason;

import java.util.Set;

/// The life of a ticket. The row moves by `UPDATE … WHERE state = expected`; a lost race is `false`.
public enum TicketState {
  /// Nobody has dealt with it yet.
  OPEN,
  /// The debtor has his answer; what he complained of may still be at work.
  ANSWERED,
  /// Over.
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
