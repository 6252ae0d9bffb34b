package org.obzvon.contact.jooq;

import static org.obzvon.jooq.Tables.CONTACT;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactPlans;
import org.obzvon.contact.ContactState;
import org.obzvon.contact.Ground;

/// Plans in the table `contact`; its unique keys make planning idempotent.
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
            .and(CONTACT.HOUSEHOLD_ID.eq(DSL.any(households.toArray(UUID[]::new))))
            .fetch(
                row -> {
                  boolean notice = row.get(CONTACT.GROUND).equals(Ground.Kind.NOTICE.name());
                  UUID whom = row.get(notice ? CONTACT.ACCOUNT_ID : CONTACT.HOUSEHOLD_ID);
                  return new Key(whom, row.get(CONTACT.ANCHOR), row.get(CONTACT.STEP));
                }));
  }

  @Override
  public int add(List<Plan> plans, Instant now) {
    if (plans.isEmpty()) {
      return 0;
    }
    List<Query> inserts = plans.stream().map(plan -> insert(plan, now)).toList();
    return db.transactionResult(
        tx -> IntStream.of(tx.dsl().batch(inserts).execute()).sum());
  }

  private Query insert(Plan plan, Instant now) {
    return switch (plan) {
      case Plan.Wait(var contact, var notBefore) -> row(contact, ContactState.QUEUED, notBefore, null, null);
      case Plan.Refuse(var contact, var why) ->
          row(contact, ContactState.REFUSED, contact.window().due(), now, why);
    };
  }

  private Query row(Contact contact, ContactState state, Instant notBefore, Instant closedAt, String why) {
    return db.insertInto(CONTACT)
        .set(CONTACT.ID, contact.id())
        .set(CONTACT.CAMPAIGN_ID, contact.campaign())
        .set(CONTACT.HOUSEHOLD_ID, contact.debtor().household())
        .set(CONTACT.ACCOUNT_ID, contact.debtor().account())
        .set(CONTACT.ARM, contact.arm())
        .set(CONTACT.STEP, contact.step().number())
        .set(CONTACT.ANCHOR, contact.step().anchor())
        .set(CONTACT.CHANNEL, contact.step().channel().name())
        .set(CONTACT.SCRIPT, contact.step().script())
        .set(CONTACT.GROUND, contact.step().ground().kind().name())
        .set(CONTACT.SUBJECT, contact.step().ground().subject().orElse(null))
        .set(CONTACT.DUE_AT, contact.window().due())
        .set(CONTACT.EXPIRES_AT, contact.window().expires())
        .set(CONTACT.STATE, state.name())
        .set(CONTACT.NOT_BEFORE, notBefore)
        .set(CONTACT.CLOSED_AT, closedAt)
        .set(CONTACT.CLOSED_WHY, why)
        .onConflictDoNothing();
  }
}
