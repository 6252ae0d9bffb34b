package org.obzvon.contact;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The attempts whose outcome is not known yet, for the adapters that follow them and for reconciling after a restart.
public interface OpenAttempts {

  Optional<Attempt> find(UUID attempt);

  /// The attempt in any state: a request not to be called counts also when it comes after the attempt was closed.
  Optional<Attempt> findClosedToo(UUID attempt);

  /// Whether the attempt may still be placed: it is open, and its contact was not withdrawn meanwhile.
  boolean isWanted(UUID attempt);

  /// Returns which of the attempts are closed in the ledger.
  Set<UUID> closed(Set<UUID> attempts);

  /// Takes over the open attempts of a line whose nodes let their leases expire: they belong to this node from now on.
  /// Returns at most `limit`.
  List<Attempt> takeOver(String line, int limit);

  /// Open attempts of one line written before an instant, oldest first, at most `limit`.
  List<Attempt> onLine(String line, Instant writtenBefore, int limit);
}
