package org.obzvon.register.jooq;

import java.time.Duration;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/// The lock that every transaction holds to its end if it changes balances. A snapshot and a payment that arrive
/// together are thus applied one after the other, in the same order to every account.
public final class BalanceLock {
  /// A snapshot of a million accounts is stored in a minute or two.
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(3);
  private static final long KEY = 0x6F627A766F6E01L;

  private BalanceLock() {}

  /// Takes the lock. Fails with the store's own error if it is not free within three minutes.
  public static void hold(DSLContext transaction) {
    transaction.execute("set local lock_timeout = '" + LONGEST_WAIT.toSeconds() + "s'");
    transaction.select(DSL.field("pg_advisory_xact_lock({0})", Object.class, DSL.val(KEY))).fetch();
  }
}
