package org.obzvon.call;

import java.time.Instant;
import java.util.UUID;

/// The event that a line stopped taking calls by itself, or works again.
///
/// @param line name of the exchange in the settings
/// @param works false: it rests
/// @param why the reason why it rests, or rested until now
/// @param detail what the network or the exchange said last; empty if it said nothing
public record LineChange(UUID id, String line, boolean works, Why why, String detail, Instant at) {

  /// Why a line rests.
  public enum Why {
    /// Calls failed one after the other and none rang.
    FAULTS,
    /// The exchange says that the trunk does not answer.
    UNREACHABLE,
    /// The exchange could not register the trunk with its carrier.
    NOT_REGISTERED,
    /// The exchange itself does not answer.
    NOT_CONNECTED
  }
}
