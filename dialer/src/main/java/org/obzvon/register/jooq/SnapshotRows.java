package org.obzvon.register.jooq;

import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.SNAPSHOT;

import java.util.Collection;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/// Notes in which snapshot an account was last.
public final class SnapshotRows {
  private SnapshotRows() {}

  /// Stores the newest snapshot of each of these accounts that is in the register. This must happen before an account
  /// is taken out of the register without leaving it, because later snapshots do not contain it.
  public static void keep(DSLContext store, Collection<UUID> accounts) {
    var own = SNAPSHOT.as("own");
    store.update(ACCOUNT)
        .set(ACCOUNT.SNAPSHOT_ID,
            DSL.select(SNAPSHOT.ID).from(SNAPSHOT)
                .join(own).on(own.SOURCE.eq(SNAPSHOT.SOURCE), own.ID.eq(ACCOUNT.SNAPSHOT_ID))
                .orderBy(SNAPSHOT.TAKEN_ON.desc(), SNAPSHOT.IMPORTED_AT.desc(), SNAPSHOT.ID.desc())
                .limit(1))
        .where(ACCOUNT.ID.eq(DSL.any(accounts.toArray(UUID[]::new))), ACCOUNT.LEFT_REGISTER_ON.isNull())
        .andNot(ACCOUNT.ERASED)
        .execute();
  }
}
