package org.obzvon.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Tells how a line to the telephone network is doing, for health checks and the console.
public interface LineHealth {

  State state();

  /// The state of a line at one moment.
  ///
  /// @param line name of the exchange, as `Attempt.Route` names it
  /// @param connected whether the exchange answers us now
  /// @param inUse calls that are open: placed and not reported yet
  /// @param lastEventAt when the exchange last sent an event of a call of ours; empty if never since the start
  /// @param clockAhead how far the exchange's clock is ahead of ours, negative if it is behind; zero up to five seconds
  record State(
      String line, boolean connected, int inUse, Optional<Instant> lastEventAt, Duration clockAhead) {}
}
