package org.obzvon.contact.jooq;

import static org.obzvon.jooq.Tables.CONTACT;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactOrigin;
import org.obzvon.contact.ContactPlans;
import org.obzvon.contact.ContactState;
import org.obzvon.jooq.tables.records.ContactRecord;

/// Stores plans in the table `contact`; its unique keys make planning idempotent.
public final class JooqContactPlans implements ContactPlans {
  private final DSLContext db;

  public JooqContactPlans(DSLContext db) {
    this.db = db;
  }

  @Override
  public Set<Key> planned(UUID campaign, Collection<UUID> households) {
    return new HashSet<>(
        db.select(CONTACT.HOUSEHOLD_ID, CONTACT.ACCOUNT_ID, CONTACT.ANCHOR, CONTACT.STEP, CONTACT.GROUND)
            .from(CONTACT)
            .where(CONTACT.CAMPAIGN_ID.eq(campaign))
            .and(CONTACT.SUBJECT.isNull())
            .andNot(CONTACT.STEP_RELEASED)
            .and(CONTACT.HOUSEHOLD_ID.eq(DSL.any(households.toArray(UUID[]::new))))
            .fetch(
                row -> {
                  boolean notice = row.get(CONTACT.GROUND).equals(ContactOrigin.Kind.NOTICE.name());
                  UUID whom = row.get(notice ? CONTACT.ACCOUNT_ID : CONTACT.HOUSEHOLD_ID);
                  return new Key(whom, row.get(CONTACT.ANCHOR), row.get(CONTACT.STEP));
                }));
  }

  @Override
  public int add(List<Plan> plans, Instant now) {
    if (plans.isEmpty()) {
      return 0;
    }
    return db.insertInto(CONTACT)
        .columns(CONTACT.fields())
        .valuesOfRecords(plans.stream().map(plan -> row(plan, now)).toList())
        .onConflictDoNothing()
        .execute();
  }

  @Override
  public boolean hold(Contact contact, String node, Instant until) {
    ContactRecord row = row(contact, ContactState.LEASED, contact.window().due());
    row.setLeasedBy(node);
    row.setLeasedUntil(until);
    return db.insertInto(CONTACT).set(row).onConflictDoNothing().execute() == 1;
  }

  private static ContactRecord row(Plan plan, Instant now) {
    return switch (plan) {
      case Plan.Wait(var contact, var notBefore) -> row(contact, ContactState.QUEUED, notBefore);
      case Plan.Refuse(var contact, var why) -> {
        ContactRecord refused = row(contact, ContactState.REFUSED, contact.window().due());
        refused.setClosedAt(now);
        refused.setClosedWhy(why);
        yield refused;
      }
    };
  }

  private static ContactRecord row(Contact contact, ContactState state, Instant notBefore) {
    ContactRecord row = new ContactRecord();
    row.setId(contact.id());
    row.setCampaignId(contact.campaign());
    row.setHouseholdId(contact.debtor().household());
    row.setAccountId(contact.debtor().account());
    row.setArm(contact.arm());
    row.setStep(contact.step().number());
    row.setAnchor(contact.step().anchor());
    row.setChannel(contact.step().channel().name());
    row.setScript(contact.step().script());
    row.setGround(contact.step().origin().kind().name());
    row.setSubject(contact.step().origin().subject().orElse(null));
    row.setDueAt(contact.window().due());
    row.setExpiresAt(contact.window().expires());
    row.setState(state.name());
    row.setNotBefore(notBefore);
    row.setAttempts(0);
    row.setFaults(0);
    row.setStepReleased(false);
    return row;
  }
}
