package org.obzvon;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.OpenAttempts;

/// One attempt that is not in the ledger, for the edges that follow it.
record SingleAttempt(Attempt attempt) implements OpenAttempts {
  @Override
  public Optional<Attempt> find(UUID id) {
    return Optional.of(attempt).filter(one -> one.id().equals(id));
  }

  @Override
  public Optional<Attempt> findClosedToo(UUID id) {
    return find(id);
  }

  @Override
  public boolean isWanted(UUID id) {
    return find(id).isPresent();
  }

  /// Calls of the running service are none of ours.
  @Override
  public Set<UUID> closed(Set<UUID> attempts) {
    return Set.of();
  }

  @Override
  public List<Attempt> takeOver(String line, int limit) {
    return List.of();
  }

  @Override
  public List<Attempt> onLine(String line, Instant writtenBefore, int limit) {
    return List.of();
  }
}
