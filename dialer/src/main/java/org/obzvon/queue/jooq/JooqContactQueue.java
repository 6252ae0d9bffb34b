package org.obzvon.queue.jooq;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CAMPAIGN;
import static org.obzvon.jooq.Tables.CONTACT;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactState;
import org.obzvon.contact.Ground;
import org.obzvon.contact.jooq.ContactLocks;
import org.obzvon.contact.jooq.ContactRows;
import org.obzvon.queue.ContactQueue;
import org.obzvon.register.Language;

/// The queue in PostgreSQL. Leases are serialised by an advisory lock, so that "one contact of a household at a time"
/// and the line limits hold over several nodes; `SKIP LOCKED` passes over rows that a withdrawal holds.
public final class JooqContactQueue implements ContactQueue {
  // States stand in the statements word for word, so that the partial indexes of the table can be used.

  /// Any constant number that nothing else in this database locks.
  private static final long LEASE_LOCK = 0x6f627a766f6e02L;

  private static final String ROBOT = Channel.ROBOT.name();
  private static final String SMS = Channel.SMS.name();
  private static final String NOTICE = Ground.Kind.NOTICE.name();
  private static final String QUEUED = ContactState.QUEUED.name();
  private static final String LEASED = ContactState.LEASED.name();
  private static final String IN_PROGRESS = ContactState.IN_PROGRESS.name();

  private final DSLContext db;

  public JooqContactQueue(DSLContext db) {
    this.db = db;
  }

  @Override
  public List<Contact> lease(Function<Open, List<Share>> shares, String node, Instant now, Instant until) {
    return db.transactionResult(
        tx -> {
          takeTurns(tx.dsl());
          List<Contact> leased = new ArrayList<>();
          for (Share share : shares.apply(open(tx.dsl()))) {
            leased.addAll(lease(tx.dsl(), share, node, now, until));
          }
          return leased;
        });
  }

  private static void takeTurns(DSLContext tx) {
    tx.execute("set local lock_timeout = '10s'");
    tx.execute("select pg_advisory_xact_lock({0})", org.jooq.impl.DSL.val(LEASE_LOCK));
  }

  private static List<Contact> lease(DSLContext tx, Share share, String node, Instant now, Instant until) {
    Condition which =
        CONTACT.CAMPAIGN_ID.eq(share.campaign())
            .and(CONTACT.CHANNEL.eq(share.channel().name()))
            .and(CONTACT.OPERATOR_ID.isNull())
            .and(share.among().map(ids -> CONTACT.ID.eq(any(ids.toArray(UUID[]::new)))).orElse(noCondition()))
            .and(share.languages().isEmpty() ? noCondition() : speaks(share.languages()));
    return lease(tx, which, share.most(), new Lease(node, now, until));
  }

  private static Condition speaks(Set<Language> languages) {
    return exists(
        selectOne()
            .from(ACCOUNT)
            .where(ACCOUNT.ID.eq(CONTACT.ACCOUNT_ID))
            .and(ACCOUNT.LANGUAGE.in(languages.stream().map(Language::name).toList())));
  }

  private record Lease(String node, Instant now, Instant until) {}

  /// The oldest due contacts, of each household the first alone; the others of it are found taken in the next round.
  private static List<Contact> lease(DSLContext tx, Condition which, int most, Lease lease) {
    Set<UUID> households = new HashSet<>();
    List<UUID> free =
        tx
            .select(CONTACT.ID, CONTACT.HOUSEHOLD_ID)
            .from(CONTACT)
            .where(which)
            .and(isDue(lease.now()))
            .orderBy(CONTACT.NOT_BEFORE, CONTACT.ID)
            .limit(most)
            .forUpdate()
            .of(CONTACT)
            .skipLocked()
            .fetch()
            .stream()
            .filter(row -> households.add(row.get(CONTACT.HOUSEHOLD_ID)))
            .map(row -> row.get(CONTACT.ID))
            .toList();
    return tx.update(CONTACT)
        .set(CONTACT.STATE, LEASED)
        .set(CONTACT.LEASED_BY, lease.node())
        .set(CONTACT.LEASED_UNTIL, lease.until())
        .where(CONTACT.ID.eq(any(free.toArray(UUID[]::new))))
        .returningResult(ContactRows.contactFields())
        .fetch(ContactRows::contact);
  }

  /// A notice waits for a running call, but neither for the receipt of a message, which may take days, nor for a call that
  /// cannot begin because such a receipt holds its number.
  private static Condition isDue(Instant now) {
    var other = CONTACT.as("other");
    return CONTACT.STATE.eq(inline(QUEUED))
        .and(CONTACT.NOT_BEFORE.le(now))
        .and(
            notExists(
                selectOne()
                    .from(other)
                    .where(other.HOUSEHOLD_ID.eq(CONTACT.HOUSEHOLD_ID))
                    .and(other.STATE.in(inline(LEASED), inline(IN_PROGRESS)))
                    .and(
                        CONTACT.GROUND.ne(inline(NOTICE))
                            .or(other.CHANNEL.ne(inline(SMS)).and(other.STATE.eq(inline(IN_PROGRESS)))))));
  }

  @Override
  public Optional<Contact> leasePromised(UUID operator, String node, Instant now, Instant until) {
    return db.transactionResult(
        tx -> {
          takeTurns(tx.dsl());
          Condition which = CONTACT.OPERATOR_ID.eq(operator).and(runs());
          return lease(tx.dsl(), which, 1, new Lease(node, now, until)).stream().findFirst();
        });
  }

  private static Condition runs() {
    return CONTACT.CAMPAIGN_ID.in(select(CAMPAIGN.ID).from(CAMPAIGN).where(CAMPAIGN.STATE.eq("RUNNING")));
  }

  @Override
  public Set<UUID> promisers(Instant now) {
    return db.selectDistinct(CONTACT.OPERATOR_ID)
        .from(CONTACT)
        .where(CONTACT.OPERATOR_ID.isNotNull(), runs(), isDue(now))
        .fetchSet(CONTACT.OPERATOR_ID);
  }

  @Override
  public List<Contact> soon(UUID campaign, Channel channel, Instant by, int limit) {
    return db.select(ContactRows.contactFields())
        .from(CONTACT)
        .where(CONTACT.STATE.eq(inline(QUEUED)))
        .and(CONTACT.CAMPAIGN_ID.eq(campaign))
        .and(CONTACT.CHANNEL.eq(channel.name()))
        .and(CONTACT.NOT_BEFORE.le(by))
        .orderBy(CONTACT.NOT_BEFORE, CONTACT.ID)
        .limit(limit)
        .fetch(ContactRows::contact);
  }

  /// Leases are counted before attempts: a node that writes an attempt between the two is then counted twice, and the
  /// round leases too little. In the other order it would not be counted at all, and lines would be overbooked.
  private static Open open(DSLContext tx) {
    Map<UUID, Integer> robotCalls = new HashMap<>();
    Map<Channel, Integer> leased = new HashMap<>();
    tx.select(CONTACT.CHANNEL, CONTACT.CAMPAIGN_ID, count())
        .from(CONTACT)
        .where(CONTACT.STATE.eq(inline(LEASED)))
        .groupBy(CONTACT.CHANNEL, CONTACT.CAMPAIGN_ID)
        .forEach(
            row -> {
              leased.merge(Channel.valueOf(row.get(CONTACT.CHANNEL)), row.get(count()), Integer::sum);
              if (row.get(CONTACT.CHANNEL).equals(ROBOT)) {
                robotCalls.merge(row.get(CONTACT.CAMPAIGN_ID), row.get(count()), Integer::sum);
              }
            });
    Map<String, Integer> byLine = new HashMap<>();
    tx.select(ATTEMPT.LINE, ATTEMPT.CHANNEL, ATTEMPT.CAMPAIGN_ID, count())
        .from(ATTEMPT)
        .where(ATTEMPT.CLOSED_AT.isNull())
        .groupBy(ATTEMPT.LINE, ATTEMPT.CHANNEL, ATTEMPT.CAMPAIGN_ID)
        .forEach(
            row -> {
              byLine.merge(row.get(ATTEMPT.LINE), row.get(count()), Integer::sum);
              if (row.get(ATTEMPT.CHANNEL).equals(ROBOT)) {
                robotCalls.merge(row.get(ATTEMPT.CAMPAIGN_ID), row.get(count()), Integer::sum);
              }
            });
    return new Open(byLine, robotCalls, leased);
  }

  @Override
  public void release(List<Release> releases, String node, Instant now) {
    if (!releases.isEmpty()) {
      db.batch(
              releases.stream()
                  .sorted(Comparator.comparing(release -> release.contact().id().toString())) // as the server orders ids
                  .map(release -> released(release, node, now))
                  .toList())
          .execute();
    }
  }

  private Query released(Release release, String node, Instant now) {
    var update = db.update(CONTACT).setNull(CONTACT.LEASED_BY).setNull(CONTACT.LEASED_UNTIL);
    var changed =
        switch (release) {
          case Release.Back(_, var notBefore) ->
              update.set(CONTACT.STATE, QUEUED).set(CONTACT.NOT_BEFORE, notBefore);
          case Release.Refuse(_, var why) ->
              update
                  .set(CONTACT.STATE, ContactState.REFUSED.name())
                  .set(CONTACT.CLOSED_AT, now)
                  .set(CONTACT.CLOSED_WHY, why);
        };
    return changed
        .where(CONTACT.ID.eq(release.contact().id()))
        .and(CONTACT.STATE.eq(LEASED))
        .and(CONTACT.LEASED_BY.eq(node));
  }

  @Override
  public Map<ContactState, Integer> waiting() {
    Map<ContactState, Integer> waiting = new EnumMap<>(ContactState.class);
    db.select(CONTACT.STATE, count())
        .from(CONTACT)
        .where(CONTACT.STATE.in(inline(QUEUED), inline(LEASED), inline(IN_PROGRESS)))
        .groupBy(CONTACT.STATE)
        .forEach(row -> waiting.put(ContactState.valueOf(row.get(CONTACT.STATE)), row.get(count())));
    return waiting;
  }
}
