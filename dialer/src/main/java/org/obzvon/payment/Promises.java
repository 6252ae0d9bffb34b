package org.obzvon.payment;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// The promises in the store, for the job that settles them.
public interface Promises {

  /// Settles at most `limit` open promises with ids above `after`, in one transaction.
  Page settle(Optional<UUID> after, int limit, Instant now);

  /// @param last id of the last promise that was judged; empty if there was none
  record Page(Optional<UUID> last, SettledPromiseCounts settled) {}
}
