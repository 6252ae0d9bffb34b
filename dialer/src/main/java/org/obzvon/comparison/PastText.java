package org.obzvon.comparison;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A text message of a campaign, or a notice for which none was written yet.
///
/// @param contact one notice may take several attempts; they count as one
/// @param notice required by law and sent to every arm alike: no part of an arm's treatment
/// @param at when it was written, or fell due
/// @param segments 0 if nothing was sent
/// @param price the gateway's price, else the price known before sending; in the currency of the debt
/// @param line the gateway; empty if none was chosen yet
public record PastText(
    UUID contact, boolean notice, Instant at, State state, int segments, Optional<BigDecimal> price, String line) {

  public enum State {
    DELIVERED,
    /// The number cannot receive it.
    UNDELIVERABLE,
    /// The network or the gateway failed.
    FAILED,
    /// The delivery status is unknown.
    LOST,
    /// There is no final delivery status yet.
    OPEN,
    /// The notice was not sent: it waits, or the policy refused it.
    NOT_SENT
  }

  boolean isSent() {
    return state != State.NOT_SENT;
  }
}
