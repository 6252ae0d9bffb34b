package org.obzvon.contact;

import java.util.Set;

/// The state of a planned contact. The row changes by `UPDATE … WHERE state = expected`; a lost race returns `false`.
public enum ContactState {
  /// It waits for its time and for a free line.
  QUEUED,
  /// A dispatcher holds the lease and is about to write an attempt.
  LEASED,
  /// An attempt is open.
  IN_PROGRESS,
  /// The last attempt is closed and no other follows.
  DONE,
  /// The debtor paid, a suppression applied, or it was called off while it waited.
  WITHDRAWN,
  /// The policy refused it.
  REFUSED,
  /// Its time passed before it could be placed.
  EXPIRED;

  public boolean isTerminal() {
    return next().isEmpty();
  }

  public Set<ContactState> next() {
    return switch (this) {
      case QUEUED -> Set.of(LEASED, WITHDRAWN, EXPIRED);
      case LEASED -> Set.of(QUEUED, IN_PROGRESS, WITHDRAWN, REFUSED, EXPIRED);
      case IN_PROGRESS -> Set.of(QUEUED, DONE, WITHDRAWN);
      case DONE, WITHDRAWN, REFUSED, EXPIRED -> Set.of();
    };
  }
}
