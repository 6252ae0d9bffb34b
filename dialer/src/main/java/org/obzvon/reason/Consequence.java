package org.obzvon.reason;

import java.util.Optional;

/// The consequence of one reason.
///
/// @param ticket how long a ticket holds demands back; empty when no ticket is opened
/// @param pause days without demands; empty for none
/// @param stop the target of a suppression; empty for none
public record Consequence(Optional<Hold> ticket, Optional<Pause> pause, Optional<Whom> stop) {
  public static final Consequence NOTHING = new Consequence(Optional.empty(), Optional.empty(), Optional.empty());

  /// How long the household of a ticket gets no demands for money.
  public enum Hold {
    /// Demands go on, although a person has to deal with the ticket.
    NOTHING,
    UNTIL_ANSWERED,
    UNTIL_CLOSED
  }

  /// The target of a pause or a suppression.
  public enum Whom {
    /// The number at which the reason was given.
    NUMBER,
    HOUSEHOLD
  }

  /// @param days whole days that follow the day on which the reason was given
  /// @param working true when only working days are counted
  public record Pause(int days, boolean working, Whom whom) {
    /// The policy does not look further back for pauses; see `policy.AccountFactsSource`.
    public static final int MOST_DAYS = 90;
  }
}
