package org.obzvon.contact.jooq;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.DECISION;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.obzvon.contact.ContactOutcome.Refusal;
import org.obzvon.contact.ContactState;
import org.obzvon.contact.StepReplanning;

/// Releases steps in the table `contact`: its unique keys leave out released rows.
public final class JooqStepReplanning implements StepReplanning {
  /// The policy's rule that refuses a contact because nothing is owed.
  private static final String NOTHING_OWED = "paid";
  private static final String UNDELIVERABLE = "UNDELIVERABLE";

  private final DSLContext db;
  private final InstantSource clock;

  public JooqStepReplanning(DSLContext db, InstantSource clock) {
    this.db = db;
    this.clock = clock;
  }

  @Override
  public int ofAccounts(Collection<UUID> accounts, String why) {
    Condition nothingOwed = CONTACT.STATE.eq(ContactState.REFUSED.name())
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

  @Override
  public int ofDeadNumbers(String line, Instant since) {
    return release(
        CONTACT.STATE.eq(ContactState.DONE.name())
            .and(CONTACT.CLOSED_WHY.eq(UNDELIVERABLE))
            .and(
                CONTACT.ID.in(
                    select(ATTEMPT.CONTACT_ID)
                        .from(ATTEMPT)
                        .where(ATTEMPT.LINE.eq(line))
                        .and(ATTEMPT.WRITTEN_AT.ge(since))
                        .and(ATTEMPT.OUTCOME.eq(inline(UNDELIVERABLE)))
                        .and(ATTEMPT.DETAIL.in(inline(Refusal.NO_SUCH_NUMBER.name()),
                            inline(Refusal.BARRED.name()))))));
  }

  /// Releases the contacts and marks their accounts as changed, so that the next tick reads them. It locks accounts
  /// before contacts, as imports do.
  private int release(Condition which) {
    Condition inTime = which.and(CONTACT.EXPIRES_AT.gt(clock.instant())).andNot(CONTACT.STEP_RELEASED);
    return db.transactionResult(
        () -> {
          db.update(ACCOUNT)
              .set(ACCOUNT.CHANGED_IN, field("pg_current_xact_id()::text::bigint", Long.class))
              .where(
                  ACCOUNT.ID.in(
                      select(ACCOUNT.ID).from(ACCOUNT)
                          .where(ACCOUNT.ID.in(select(CONTACT.ACCOUNT_ID).from(CONTACT).where(inTime)))
                          .orderBy(ACCOUNT.ID).forNoKeyUpdate()))
              .execute();
          return db
              .update(CONTACT)
              .set(CONTACT.STEP_RELEASED, true)
              .where(CONTACT.ID.eq(any(ContactLocks.take(db, inTime))))
              .execute();
        });
  }
}
