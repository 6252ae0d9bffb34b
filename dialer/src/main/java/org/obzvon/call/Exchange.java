package org.obzvon.call;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The questions and commands to a telephone exchange about calls that are already placed.
public interface Exchange {

  /// Returns the live calls of ours; empty when the exchange could not be asked or did not answer in full. May block,
  /// not longer than a stated time-out.
  Optional<LiveCalls> live();

  /// Returns what the exchange keeps of answered calls until [#forget], of ours and of other services that share it;
  /// empty when it could not be asked or did not answer in full. May block like [#live].
  Optional<Map<UUID, KeptCall>> kept();

  /// Removes what is kept of a call. Does nothing when nothing is kept or the exchange is not connected.
  void forget(UUID attempt);

  /// Ends a call. Does nothing when there is no such call or the exchange is not connected.
  void hangUp(UUID attempt);
}
