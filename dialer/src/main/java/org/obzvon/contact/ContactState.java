package org.obzvon.contact;

import java.util.Set;

/// The life of a planned contact. The row moves by `UPDATE … WHERE state = expected`; a lost race is `false`.
public enum ContactState {
  /// Waits for its time and for a free line.
  QUEUED,
  /// A dispatcher holds it and is about to write an attempt.
  LEASED,
  /// An attempt is open.
  IN_PROGRESS,
  /// The last attempt closed and no other follows.
  DONE,
  /// Paid, stopped or called off while it waited.
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
