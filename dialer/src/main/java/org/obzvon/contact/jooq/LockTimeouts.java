package org.obzvon.contact.jooq;

import org.jooq.DSLContext;

/// Bounds a transaction that holds a lock for which every other node waits. A node that stalls in the middle of it
/// would otherwise keep all of them from working for that time.
public final class LockTimeouts {
  private LockTimeouts() {}

  /// Limits the wait for the lock to ten seconds; then it fails. Before that the server ends the connection of a holder
  /// that sends no further statement, and rolls its transaction back.
  public static void bound(DSLContext tx) {
    tx.execute("set local lock_timeout = '10s'; set local idle_in_transaction_session_timeout = '4s'");
  }
}
