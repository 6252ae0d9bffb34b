package org.obzvon.contact;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The attempts whose end is not known yet, for the edges that follow them and for reconciling after a restart.
public interface OpenAttempts {

  Optional<Attempt> find(UUID attempt);

  /// The attempt whatever its state: a wish not to be called counts also when it comes after the attempt was closed.
  Optional<Attempt> findClosedToo(UUID attempt);

  /// Whether the attempt may still be placed: open, and its contact not withdrawn meanwhile.
  boolean isWanted(UUID attempt);

  /// Those of the attempts that the ledger holds as closed.
  Set<UUID> closed(Set<UUID> attempts);

  /// Takes over the open attempts of a line whose nodes have let their leases run out: they are this node's from now on.
  /// At most `limit`.
  List<Attempt> takeOver(String line, int limit);

  /// Open attempts of one line written before an instant, oldest first, at most `limit`.
  List<Attempt> onLine(String line, Instant writtenBefore, int limit);
}
