package org.obzvon.call;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What a telephone exchange can be asked about calls that are already placed.
public interface Exchange {

  /// Its live calls of ours; empty when it could not be asked or did not answer in full. May block, not longer than a
  /// stated time-out.
  Optional<LiveCalls> live();

  /// What it keeps of answered calls, of ours and of whoever shares it, until [#forget]; empty when it could not be asked or
  /// did not answer in full. May block like [#live].
  Optional<Map<UUID, KeptCall>> kept();

  /// Removes what is kept of a call. Does nothing when there is nothing or the exchange is not connected.
  void forget(UUID attempt);

  /// Ends a call. Does nothing when there is no such call or the exchange is not connected.
  void hangUp(UUID attempt);
}
