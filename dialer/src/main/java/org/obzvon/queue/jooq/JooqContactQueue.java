package org.obzvon.queue.jooq;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.CAMPAIGN;
import static org.obzvon.jooq.Tables.CONTACT;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactOrigin;
import org.obzvon.contact.ContactState;
import org.obzvon.contact.StoreRetry;
import org.obzvon.contact.jooq.ContactLocks;
import org.obzvon.contact.jooq.ContactRows;
import org.obzvon.contact.jooq.LockTimeouts;
import org.obzvon.queue.ContactQueue;
import org.obzvon.register.Language;

/// The queue in PostgreSQL. An advisory lock serialises leases, so that "one contact of a household at a time" and the
/// line limits hold over several nodes; `SKIP LOCKED` passes over rows that a withdrawal holds.
public final class JooqContactQueue implements ContactQueue {
  // States are literals in the statements, so that the partial indexes of the table can be used.

  /// An arbitrary constant that nothing else in this database locks.
  private static final long LEASE_LOCK = 0x6f627a766f6e02L;

  /// The longest try to put back what a failed lease may have left; otherwise the lease runs out by itself.
  private static final Duration TAKING_BACK = Duration.ofSeconds(2);

  private static final String QUEUED = ContactState.QUEUED.name();
  private static final String LEASED = ContactState.LEASED.name();
  private static final String IN_PROGRESS = ContactState.IN_PROGRESS.name();

  private final DSLContext db;

  public JooqContactQueue(DSLContext db) {
    this.db = db;
  }

  @Override
  public List<Contact> leaseInTurn(Function<Open, Places> places, String node, Instant now, Instant until) {
    return orTakenBack(
        node, until,
        () -> db.transactionResult(
            () -> {
              takeTurns(db);
              return lease(db, places.apply(OpenCounts.read(db)), new Lease(node, now, until));
            }));
  }

  private static List<Contact> lease(DSLContext tx, Places places, Lease lease) {
    List<Contact> leased = new ArrayList<>();
    for (Optional<Share> share = places.next(); share.isPresent(); share = places.next()) {
      Taken taken = lease(tx, which(share.get()), share.get().most(), lease);
      places.taken(taken.contacts().size(), taken.due() == share.get().most());
      leased.addAll(taken.contacts());
    }
    TurnRows.store(tx, places.turns(), lease.now());
    return leased;
  }

  /// Runs a lease; if its answer is lost, puts back what it may have leased, which would hold places until the lease
  /// runs out.
  private <T> T orTakenBack(String node, Instant until, Supplier<T> leasing) {
    try {
      return leasing.get();
    } catch (RuntimeException e) {
      try {
        StoreRetry.within(TAKING_BACK, () -> takeBack(node, until));
      } catch (RuntimeException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
  }

  @Override
  public int takeBack(String node, Instant until) {
    Condition which = CONTACT.STATE.eq(inline(LEASED)).and(CONTACT.LEASED_BY.eq(node))
        .and(CONTACT.LEASED_UNTIL.eq(until));
    return db.transactionResult(
        () -> {
          takeTurns(db);
          return db
              .update(CONTACT)
              .set(CONTACT.STATE, QUEUED)
              .setNull(CONTACT.LEASED_BY)
              .setNull(CONTACT.LEASED_UNTIL)
              .where(CONTACT.ID.eq(any(ContactLocks.take(db, which))))
              .execute();
        });
  }

  private static void takeTurns(DSLContext tx) {
    LockTimeouts.bound(tx);
    tx.execute("select pg_advisory_xact_lock({0})", org.jooq.impl.DSL.val(LEASE_LOCK));
  }

  private static Condition which(Share share) {
    return CONTACT.CAMPAIGN_ID.eq(share.campaign())
        .and(CONTACT.CHANNEL.eq(share.channel().name()))
        .and(CONTACT.OPERATOR_ID.isNull())
        .and(share.among().map(ids -> CONTACT.ID.eq(any(ids.toArray(UUID[]::new)))).orElse(noCondition()))
        .and(share.languages().isEmpty() ? noCondition() : speaks(share.languages()));
  }

  private static Condition speaks(Set<Language> languages) {
    return exists(
        selectOne()
            .from(ACCOUNT)
            .where(ACCOUNT.ID.eq(CONTACT.ACCOUNT_ID))
            .and(ACCOUNT.LANGUAGE.in(languages.stream().map(Language::name).toList())));
  }

  private record Lease(String node, Instant now, Instant until) {}

  /// @param due how many were found due; more than were taken where a household has several
  private record Taken(List<Contact> contacts, int due) {}

  /// Leases the oldest due contacts, only one of each household: its notice if it has one, because a reminder that
  /// cannot begin yet must not delay what the law requires, else the first. The others are blocked in the next round.
  private static Taken lease(DSLContext tx, Condition which, int most, Lease lease) {
    Set<UUID> households = new HashSet<>();
    var due = tx
        .select(CONTACT.ID, CONTACT.HOUSEHOLD_ID, CONTACT.GROUND)
        .from(CONTACT)
        .where(which)
        .and(DueContacts.are(lease.now()))
        .orderBy(CONTACT.NOT_BEFORE, CONTACT.ID)
        .limit(most)
        .forUpdate()
        .of(CONTACT)
        .skipLocked()
        .fetch();
    if (due.isEmpty()) {
      return new Taken(List.of(), 0);
    }
    UUID[] free = due.stream()
        .sorted(Comparator.comparing(row -> !row.get(CONTACT.GROUND).equals(ContactOrigin.Kind.NOTICE.name())))
        .filter(row -> households.add(row.get(CONTACT.HOUSEHOLD_ID)))
        .map(row -> row.get(CONTACT.ID))
        .toArray(UUID[]::new);
    List<Contact> taken = tx.update(CONTACT)
        .set(CONTACT.STATE, LEASED)
        .set(CONTACT.LEASED_BY, lease.node())
        .set(CONTACT.LEASED_UNTIL, lease.until())
        .where(CONTACT.ID.eq(any(free)))
        .returningResult(ContactRows.contactFields())
        .fetch(ContactRows::contact);
    return new Taken(taken, due.size());
  }

  @Override
  public Optional<Contact> leasePromised(UUID operator, String node, Instant now, Instant until) {
    return orTakenBack(
        node, until,
        () -> db.transactionResult(
            () -> {
              takeTurns(db);
              Condition which = CONTACT.OPERATOR_ID.eq(operator).and(runs());
              return lease(db, which, 1, new Lease(node, now, until)).contacts().stream().findFirst();
            }));
  }

  private static Condition runs() {
    return CONTACT.CAMPAIGN_ID.in(select(CAMPAIGN.ID).from(CAMPAIGN).where(CAMPAIGN.STATE.eq("RUNNING")));
  }

  @Override
  public Set<UUID> promisers(Instant now) {
    return db.selectDistinct(CONTACT.OPERATOR_ID)
        .from(CONTACT)
        .where(CONTACT.OPERATOR_ID.isNotNull(), runs(), DueContacts.are(now))
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
    var changed = switch (release) {
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
