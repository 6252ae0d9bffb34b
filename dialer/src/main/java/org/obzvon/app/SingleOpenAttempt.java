package org.obzvon.app;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.OpenAttempts;

/// Presents one attempt that is not in the ledger to the adapters that follow it.
record SingleOpenAttempt(Attempt attempt) implements OpenAttempts {
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

  /// Returns none, because calls of the running service do not belong here.
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
