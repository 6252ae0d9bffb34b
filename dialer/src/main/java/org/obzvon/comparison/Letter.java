package org.obzvon.comparison;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A text message of a campaign, or a notice for which none was written yet.
///
/// @param contact one notice may take several tries; they are one
/// @param notice required by law and sent to every arm alike: no part of what an arm does
/// @param at when it was written, or fell due
/// @param segments 0 where nothing was sent
/// @param price what the gateway told, else what was known before it was sent; in the currency of the debt
/// @param line the gateway; empty where none was chosen yet
public record Letter(
    UUID contact, boolean notice, Instant at, State state, int segments, Optional<BigDecimal> price, String line) {

  public enum State {
    DELIVERED,
    /// The number will not do.
    UNDELIVERABLE,
    /// The network or the gateway failed.
    FAILED,
    /// Nobody knows what became of it.
    LOST,
    /// No end yet.
    OPEN,
    /// A notice that was not sent: it waits, or the policy refused it.
    NOT_SENT
  }

  boolean isSent() {
    return state != State.NOT_SENT;
  }
}
