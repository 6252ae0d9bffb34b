package org.obzvon.queue.jooq;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CAMPAIGN;
import static org.obzvon.jooq.Tables.CAMPAIGN_TURN;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.DECISION;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactState;
import org.obzvon.contact.jooq.ContactLocks;
import org.obzvon.queue.Leases;

/// Leases in the table `contact`. A contact that another transaction locks at this moment is passed over: the upkeep
/// runs again.
public final class JooqLeases implements Leases {
  // States are literals in the statements, so that the partial indexes of the table can be used.

  private static final String QUEUED = ContactState.QUEUED.name();
  private static final String SMS = Channel.SMS.name();
  private static final String LEASED = ContactState.LEASED.name();

  private final DSLContext db;

  public JooqLeases(DSLContext db) {
    this.db = db;
  }

  @Override
  public void heartbeat(String node, Instant until) {
    Condition ours = CONTACT.ID.in(
        select(ATTEMPT.CONTACT_ID).from(ATTEMPT).where(ATTEMPT.CLOSED_AT.isNull()).and(ATTEMPT.NODE.eq(node)));
    db.transaction(
        () -> db
            .update(CONTACT)
            .set(CONTACT.LEASED_UNTIL, until)
            .where(CONTACT.ID.eq(any(ContactLocks.takeFree(db, ours))))
            .execute());
  }

  @Override
  public int sweepLeases(Instant now) {
    Condition left = CONTACT.STATE.eq(inline(LEASED)).and(CONTACT.LEASED_UNTIL.lt(now));
    return db.transactionResult(
        () -> db
            .update(CONTACT)
            .set(CONTACT.STATE, QUEUED)
            .setNull(CONTACT.LEASED_BY)
            .setNull(CONTACT.LEASED_UNTIL)
            .where(CONTACT.ID.eq(any(ContactLocks.takeFree(db, left))))
            .execute());
  }

  @Override
  public List<UUID> abandoned(Instant now, int limit) {
    return db.select(ATTEMPT.ID)
        .from(ATTEMPT)
        .join(CONTACT)
        .on(CONTACT.ID.eq(ATTEMPT.CONTACT_ID))
        .where(ATTEMPT.CLOSED_AT.isNull())
        .and(ATTEMPT.CHANNEL.ne(inline(SMS)))
        .and(CONTACT.LEASED_UNTIL.lt(now))
        .orderBy(ATTEMPT.WRITTEN_AT)
        .limit(limit)
        .fetch(ATTEMPT.ID);
  }

  @Override
  public List<UUID> strays(String node, Set<String> lines) {
    return db.select(ATTEMPT.ID)
        .from(ATTEMPT)
        .where(ATTEMPT.CLOSED_AT.isNull())
        .and(ATTEMPT.NODE.eq(node))
        .and(ATTEMPT.LINE.notIn(lines))
        .fetch(ATTEMPT.ID);
  }

  @Override
  public Set<Channel> standingStill(Instant since) {
    return Stream.of(Channel.ROBOT, Channel.SMS)
        .filter(channel -> !isLeasedFrom(channel, since) && !hasCall(channel) && hasDue(channel, since))
        .collect(Collectors.toSet());
  }

  private boolean isLeasedFrom(Channel channel, Instant since) {
    return db.fetchExists(CAMPAIGN_TURN, CAMPAIGN_TURN.CHANNEL.eq(channel.name()), CAMPAIGN_TURN.LEASED_AT.ge(since));
  }

  /// Returns whether a call that the exchange accepted is open. Texts wait days for their delivery reports and block
  /// nothing else.
  private boolean hasCall(Channel channel) {
    return channel.isCall()
        && db.fetchExists(
            ATTEMPT, ATTEMPT.CLOSED_AT.isNull(), ATTEMPT.CHANNEL.eq(channel.name()), ATTEMPT.ACCEPTED_AT.isNotNull());
  }

  private boolean hasDue(Channel channel, Instant since) {
    return db.fetchExists(
        selectOne()
            .from(CAMPAIGN)
            .where(CAMPAIGN.STATE.eq(inline("RUNNING")))
            .and(
                exists(
                    selectOne()
                        .from(CONTACT)
                        .where(CONTACT.CAMPAIGN_ID.eq(CAMPAIGN.ID))
                        .and(CONTACT.CHANNEL.eq(channel.name()))
                        .and(CONTACT.OPERATOR_ID.isNull())
                        .and(DueContacts.are(since)))));
  }

  @Override
  public int clockPutBack(Instant now) {
    Condition tried = CONTACT.ID.in(
        select(ATTEMPT.CONTACT_ID).from(ATTEMPT).where(ATTEMPT.CLOSED_AT.isNotNull())
            .and(ATTEMPT.CLOSED_AT.gt(now)));
    Condition asked = exists(
        selectOne()
            .from(DECISION)
            .where(DECISION.ACCOUNT_ID.eq(CONTACT.ACCOUNT_ID))
            .and(DECISION.CONTACT_ID.eq(CONTACT.ID))
            .and(DECISION.ASKED_AT.gt(now)));
    Condition putOff = CONTACT.STATE.eq(inline(QUEUED)).and(CONTACT.NOT_BEFORE.gt(now)).and(tried.or(asked));
    Field<Instant> lastTry = field(
        select(max(ATTEMPT.CLOSED_AT)).from(ATTEMPT).where(ATTEMPT.CONTACT_ID.eq(CONTACT.ID))
            .and(ATTEMPT.CLOSED_AT.gt(now)));
    Field<Instant> afterPause = field("{0} + ({1} - {2})", CONTACT.NOT_BEFORE.getDataType(), val(now),
        CONTACT.NOT_BEFORE, lastTry);
    return db.transactionResult(
        () -> db
            .update(CONTACT)
            .set(CONTACT.NOT_BEFORE, greatest(CONTACT.DUE_AT, coalesce(afterPause, val(now))))
            .where(CONTACT.ID.eq(any(ContactLocks.takeFree(db, putOff))))
            .execute());
  }

  @Override
  public int expire(Instant now) {
    Condition late = CONTACT.STATE.eq(inline(QUEUED)).and(CONTACT.EXPIRES_AT.le(now));
    return db.transactionResult(
        () -> db
            .update(CONTACT)
            .set(CONTACT.STATE, ContactState.EXPIRED.name())
            .set(CONTACT.CLOSED_AT, now)
            .set(CONTACT.CLOSED_WHY, "its time passed while it waited")
            .where(CONTACT.ID.eq(any(ContactLocks.takeFree(db, late))))
            .execute());
  }
}
