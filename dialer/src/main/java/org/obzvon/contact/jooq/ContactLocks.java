package org.obzvon.contact.jooq;

import static org.obzvon.jooq.Tables.CONTACT;

import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.SelectForUpdateOfStep;
import org.jooq.Record1;

/// Locks contacts in the one allowed order: by id. Code that changes several contacts locks them this way first. Two
/// statements that lock the same rows in different orders wait for each other until the server ends one of them, and
/// that one may be a payment that calls contacts off.
public final class ContactLocks {
  private ContactLocks() {}

  /// Locks the contacts and waits for each of them. Returns an array for `= any(…)`, however many there are.
  public static UUID[] take(DSLContext tx, Condition which) {
    return ordered(tx, which).fetchArray(CONTACT.ID);
  }

  /// Locks those that nobody else holds; for maintenance that runs again later.
  public static UUID[] takeFree(DSLContext tx, Condition which) {
    return ordered(tx, which).skipLocked().fetchArray(CONTACT.ID);
  }

  private static SelectForUpdateOfStep<Record1<UUID>> ordered(DSLContext tx, Condition which) {
    return tx.select(CONTACT.ID).from(CONTACT).where(which).orderBy(CONTACT.ID).forUpdate();
  }
}
