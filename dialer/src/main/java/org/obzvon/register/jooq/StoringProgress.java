package org.obzvon.register.jooq;

import org.obzvon.register.Progress;

/// Shows the steps in which a snapshot is stored as if each of them stored an equal share of the accounts.
final class StoringProgress {
  private static final int STEPS = 5;

  private final Progress progress;
  private final int accounts;
  private int shown;

  StoringProgress(Progress progress, int accounts) {
    this.progress = progress;
    this.accounts = accounts;
    progress.stage("storing", accounts);
  }

  void next() {
    int share = Math.min(accounts / STEPS, accounts - shown);
    shown += share;
    progress.advance(share);
  }

  void end() {
    progress.advance(accounts - shown);
  }
}
