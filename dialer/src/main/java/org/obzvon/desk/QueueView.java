package org.obzvon.desk;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// The debtors who wait for an operator, and how many have left since the service started.
///
/// @param abandoned debtors who hung up while they waited
/// @param unattended debtors for whom nobody was free within the time they may wait
public record QueueView(List<Waiting> waiting, int abandoned, int unattended) {
  public QueueView {
    waiting = List.copyOf(waiting);
  }

  public record Waiting(UUID attempt, String exchange, Instant since) {}
}
