package org.obzvon.contact.jooq;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.selectOne;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.DECISION;

import java.time.InstantSource;
import java.util.Collection;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.obzvon.contact.ContactState;
import org.obzvon.contact.Releases;

/// Releases steps in the table `contact`: its unique keys leave released rows out.
public final class JooqReleases implements Releases {
  /// The policy's rule that refuses a contact because nothing is owed.
  private static final String NOTHING_OWED = "paid";

  private final DSLContext db;
  private final InstantSource clock;

  public JooqReleases(DSLContext db, InstantSource clock) {
    this.db = db;
    this.clock = clock;
  }

  @Override
  public int ofAccounts(Collection<UUID> accounts, String why) {
    Condition nothingOwed =
        CONTACT.STATE.eq(ContactState.REFUSED.name())
            .andExists(
                selectOne().from(DECISION)
                    .where(DECISION.CONTACT_ID.eq(CONTACT.ID), DECISION.ACCOUNT_ID.eq(CONTACT.ACCOUNT_ID))
                    .and(DECISION.RULE.eq(NOTHING_OWED))
                    .and(DECISION.VERDICT.eq(ContactState.REFUSED.name())));
    Condition calledOff = CONTACT.STATE.eq(ContactState.WITHDRAWN.name()).and(CONTACT.CLOSED_WHY.eq(why));
    return release(CONTACT.ACCOUNT_ID.eq(any(accounts.toArray(UUID[]::new))).and(calledOff.or(nothingOwed)));
  }

  @Override
  public int ofPromises(Collection<UUID> promises, Collection<String> why) {
    return release(
        JooqWithdrawals.ABOUT_PROMISE.and(CONTACT.SUBJECT.eq(any(promises.toArray(UUID[]::new))))
            .and(CONTACT.STATE.eq(ContactState.WITHDRAWN.name()))
            .and(CONTACT.CLOSED_WHY.in(why)));
  }

  private int release(Condition which) {
    Condition inTime = which.and(CONTACT.EXPIRES_AT.gt(clock.instant())).andNot(CONTACT.STEP_RELEASED);
    return db.transactionResult(
        tx ->
            tx.dsl()
                .update(CONTACT)
                .set(CONTACT.STEP_RELEASED, true)
                .where(CONTACT.ID.eq(any(ContactLocks.take(tx.dsl(), inTime))))
                .execute());
  }
}
