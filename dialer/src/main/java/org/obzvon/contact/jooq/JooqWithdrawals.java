package org.obzvon.contact.jooq;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.when;
import static org.obzvon.jooq.Tables.CONTACT;

import java.time.InstantSource;
import java.util.Collection;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.obzvon.contact.ContactOrigin;
import org.obzvon.contact.ContactState;
import org.obzvon.contact.Withdrawals;

/// Withdraws contacts at once. A contact in progress is withdrawn too: its running attempt goes on under the lease of
/// the node that follows it, and its outcome is stored, but no other attempt follows.
public final class JooqWithdrawals implements Withdrawals {
  static final Condition ABOUT_PROMISE = CONTACT.GROUND.in(ContactOrigin.Kind.PROMISE_DUE.name(),
      ContactOrigin.Kind.PROMISE_BROKEN.name());
  private static final Condition REMINDER = CONTACT.GROUND.eq(ContactOrigin.Kind.LADDER.name()).or(ABOUT_PROMISE);

  private final DSLContext db;
  private final InstantSource clock;

  public JooqWithdrawals(DSLContext db, InstantSource clock) {
    this.db = db;
    this.clock = clock;
  }

  @Override
  public int ofAccounts(Collection<UUID> accounts, String why) {
    return accounts.isEmpty() ? 0 : withdraw(CONTACT.ACCOUNT_ID.in(accounts).and(REMINDER), why);
  }

  @Override
  public int ofPromises(Collection<UUID> promises, String why) {
    return promises.isEmpty() ? 0 : withdraw(ABOUT_PROMISE.and(CONTACT.SUBJECT.in(promises)), why);
  }

  @Override
  public int ofHouseholds(Collection<UUID> households, String why) {
    return households.isEmpty() ? 0 : withdraw(CONTACT.HOUSEHOLD_ID.in(households).and(REMINDER), why);
  }

  @Override
  public int ofCampaign(UUID campaign, String why) {
    return withdraw(CONTACT.CAMPAIGN_ID.eq(campaign), why);
  }

  private int withdraw(Condition which, String why) {
    Condition waiting = which.and(
        CONTACT.STATE.in(
            ContactState.QUEUED.name(), ContactState.LEASED.name(), ContactState.IN_PROGRESS.name()));
    return db.transactionResult(
        () -> db
            .update(CONTACT)
            .set(CONTACT.STATE, ContactState.WITHDRAWN.name())
            .set(CONTACT.CLOSED_AT, clock.instant())
            .set(CONTACT.CLOSED_WHY, why)
            .set(CONTACT.LEASED_BY, when(CONTACT.STATE.eq(ContactState.IN_PROGRESS.name()), CONTACT.LEASED_BY))
            .where(CONTACT.ID.eq(any(ContactLocks.take(db, waiting))))
            .execute());
  }
}
