package org.obzvon.call;

import java.util.Optional;
import java.util.UUID;

/// What a telephone exchange can be asked about calls that are already placed.
public interface Exchange {

  /// Its live calls of ours; empty when it could not be asked or did not answer in full. May block, not longer than a
  /// stated time-out.
  Optional<LiveCalls> live();

  /// Ends a call. Does nothing when there is no such call or the exchange is not connected.
  void hangUp(UUID attempt);
}
