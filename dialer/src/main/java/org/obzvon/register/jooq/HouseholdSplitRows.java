package org.obzvon.register.jooq;

import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ASSIGNMENT;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.ENROLMENT;

import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.obzvon.jooq.tables.records.AssignmentRecord;
import org.obzvon.register.IdGenerator;

/// Moves accounts to another household when a corrected register shows that they do not belong to their household any
/// more, in the snapshot's transaction. The other household is given the arms of the old one, so an account never changes
/// its arm. Comparisons still count the account in the household with which it was drawn, which its enrolment records.
/// Queued contacts move too, unless the other household already has that step.
final class HouseholdSplitRows {
  private final DSLContext transaction;

  HouseholdSplitRows(DSLContext transaction) {
    this.transaction = transaction;
  }

  /// Moves the accounts and returns how many were moved.
  ///
  /// @param homes account number → its new household
  int move(Map<String, UUID> homes) {
    if (homes.isEmpty()) {
      return 0;
    }
    var accounts = transaction.select(ACCOUNT.ID, ACCOUNT.NUMBER, ACCOUNT.HOUSEHOLD_ID)
        .from(ACCOUNT)
        .where(ACCOUNT.NUMBER.eq(DSL.any(homes.keySet().toArray(String[]::new))))
        .orderBy(ACCOUNT.NUMBER)
        .fetch();
    int moved = 0;
    for (var account : accounts) {
      UUID news = homes.get(account.get(ACCOUNT.NUMBER));
      if (!news.equals(account.get(ACCOUNT.HOUSEHOLD_ID))) {
        move(account.get(ACCOUNT.ID), account.get(ACCOUNT.HOUSEHOLD_ID), news);
        moved++;
      }
    }
    return moved;
  }

  private void move(UUID account, UUID old, UUID news) {
    copyArms(old, news);
    transaction.update(ACCOUNT).set(ACCOUNT.HOUSEHOLD_ID, news).where(ACCOUNT.ID.eq(account)).execute();
    transaction.update(ENROLMENT)
        .set(ENROLMENT.DRAWN_HOUSEHOLD_ID, DSL.coalesce(ENROLMENT.DRAWN_HOUSEHOLD_ID, ENROLMENT.HOUSEHOLD_ID))
        .set(ENROLMENT.HOUSEHOLD_ID, news)
        .where(ENROLMENT.ACCOUNT_ID.eq(account))
        .execute();
    var other = CONTACT.as("other");
    transaction.update(CONTACT)
        .set(CONTACT.HOUSEHOLD_ID, news)
        .where(CONTACT.ACCOUNT_ID.eq(account), CONTACT.STATE.eq("QUEUED"), CONTACT.HOUSEHOLD_ID.eq(old))
        .andNotExists(
            DSL.selectOne().from(other)
                .where(other.CAMPAIGN_ID.eq(CONTACT.CAMPAIGN_ID), other.HOUSEHOLD_ID.eq(news))
                .and(other.ANCHOR.eq(CONTACT.ANCHOR))
                .and(other.STEP.eq(CONTACT.STEP)))
        .execute();
  }

  private void copyArms(UUID old, UUID news) {
    for (AssignmentRecord drawn : transaction.selectFrom(ASSIGNMENT).where(ASSIGNMENT.HOUSEHOLD_ID.eq(old)).fetch()) {
      AssignmentRecord copy = drawn.copy();
      copy.setId(IdGenerator.next());
      copy.setHouseholdId(news);
      transaction.insertInto(ASSIGNMENT).set(copy).onConflict(ASSIGNMENT.EXPERIMENT, ASSIGNMENT.HOUSEHOLD_ID)
          .doNothing().execute();
    }
  }
}
