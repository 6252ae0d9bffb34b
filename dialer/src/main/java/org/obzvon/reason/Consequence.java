package org.obzvon.reason;

import java.util.Optional;

/// What follows from one reason.
///
/// @param ticket how long a ticket holds demands back; empty: no ticket is opened
/// @param pause days without demands; empty: none
/// @param stop whom a stop entry stops; empty: nobody
public record Consequence(Optional<Hold> ticket, Optional<Pause> pause, Optional<Whom> stop) {
  public static final Consequence NOTHING = new Consequence(Optional.empty(), Optional.empty(), Optional.empty());

  /// How long the household of a ticket is asked for no money.
  public enum Hold {
    /// A person has to deal with it; demands go on.
    NOTHING,
    UNTIL_ANSWERED,
    UNTIL_CLOSED
  }

  /// Who is asked for no money, or is stopped.
  public enum Whom {
    /// The number at which the reason was given.
    NUMBER,
    HOUSEHOLD
  }

  /// @param days whole days that follow the day on which the reason was given
  /// @param working whether working days are counted alone
  public record Pause(int days, boolean working, Whom whom) {
    /// The policy looks no further back for pauses; see `policy.EvidenceSource`.
    public static final int MOST_DAYS = 90;
  }
}
