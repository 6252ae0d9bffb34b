package org.obzvon.register.jooq;

import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.SNAPSHOT;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.obzvon.document.BadInput;
import org.obzvon.document.Sentence;
import org.obzvon.register.Entry;
import org.obzvon.register.Households;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Progress;
import org.obzvon.register.SnapshotFault;
import org.obzvon.register.Snapshots.Heading;
import org.obzvon.register.Snapshots.Joining;
import org.obzvon.register.Snapshots.Limits;
import org.obzvon.register.Snapshots.Manner;
import org.obzvon.register.Snapshots.Shared;
import org.obzvon.register.Snapshots.Taken;

/// Stores snapshots of the register in PostgreSQL.
final class PlainSnapshots {
  private final DSLContext store;
  private final InstantSource clock;
  private final Limits limits;

  public PlainSnapshots(DSLContext store, InstantSource clock) {
    this(store, clock, Limits.USUAL);
  }

  public PlainSnapshots(DSLContext store, InstantSource clock, Limits limits) {
    this.store = store;
    this.clock = clock;
    this.limits = limits;
  }

  /// Carries the result of a dry run out of the transaction that it undoes.
  private static final class Undo extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Taken taken;

    Undo(Taken taken) {
      super("dry run", null, false, false);
      this.taken = taken;
    }
  }

  public Taken take(Heading heading, List<Entry> entries, Manner manner, Progress progress) {
    try {
      return store.transactionResult(
          () -> {
            Taken taken = take(store, heading, entries, manner, progress);
            if (manner.dryRun()) {
              throw new Undo(taken);
            }
            return taken;
          });
    } catch (Undo undo) {
      return undo.taken;
    }
  }

  private Taken take(
      DSLContext transaction, Heading heading, List<Entry> entries, Manner manner, Progress progress) {
    BalanceLock.hold(transaction);
    Optional<Instant> earlier = importedAt(transaction, heading);
    if (earlier.isPresent() && !manner.again()) {
      return new Taken.AlreadyStored(earlier.get());
    }
    refuseOlder(transaction, heading);
    Optional<Sentence> missing = manner.missingAllowed() ? Optional.empty()
        : tooManyMissing(transaction, heading, entries);
    if (missing.isPresent() && !manner.dryRun()) {
      throw BadInput.of("register of " + heading.takenOn(), missing.get());
    }
    Instant now = clock.instant();
    UUID snapshot = insert(transaction, heading, entries.size(), now);
    PlainHouseholds households = new PlainHouseholds(transaction);
    Map<String, Households.Existing> known = households.ofAccounts(entries);
    PlainHouseholds.Assigned assigned = households.assign(entries, known, limits.mostAccountsOfANumber());
    int founded = households.found(assigned.keys(), now);
    PlainHouseholds.Homes homes = households.homes(assigned.keys());
    PlainAccounts accounts = new PlainAccounts(transaction, snapshot, now);
    accounts.write(entries, homes, progress);
    int parted = new PlainParted(transaction).move(assigned.parted(), homes);
    int left = accounts.complete(heading);
    return new Taken.Stored(
        entries.size(), homes.ids().size(), founded, left, missing, new Joining(
            parted, assigned.shared().entrySet().stream()
                .map(one -> new Shared(one.getKey(), one.getValue(), first(entries, one.getKey()))).toList()));
  }

  private static int first(List<Entry> entries, org.obzvon.register.Phone phone) {
    int place = 0;
    while (!entries.get(place).subscriber().phones().contains(phone)) {
      place++;
    }
    return place + 1;
  }

  /// Returns a fault if too many accounts are missing. A truncated file, or one of only one district, would take the
  /// other accounts off the register.
  private Optional<Sentence> tooManyMissing(DSLContext transaction, Heading heading, List<Entry> entries) {
    Set<String> shown = entries.stream().map(Entry::number).collect(Collectors.toSet());
    List<String> standing = transaction.select(ACCOUNT.NUMBER)
        .from(ACCOUNT)
        .join(SNAPSHOT).on(SNAPSHOT.ID.eq(ACCOUNT.SNAPSHOT_ID))
        .where(SNAPSHOT.SOURCE.eq(heading.source()), ACCOUNT.LEFT_REGISTER_ON.isNull(),
            DSL.not(DSL.condition(ACCOUNT.ERASED)))
        .fetch(ACCOUNT.NUMBER);
    long missing = standing.stream().filter(number -> !shown.contains(number)).count();
    boolean tooMany = missing > 1 && missing * 100 > (long) standing.size() * limits.mostMissing();
    return tooMany
        ? Optional.of(SnapshotFault.MISSING.with(missing, standing.size(), limits.mostMissing()))
        : Optional.empty();
  }

  public Map<String, String> numbersOfOtherSources(String source) {
    return store
        .select(ACCOUNT.NUMBER, SNAPSHOT.SOURCE)
        .from(ACCOUNT)
        .join(SNAPSHOT).on(SNAPSHOT.ID.eq(ACCOUNT.SNAPSHOT_ID))
        .where(SNAPSHOT.SOURCE.ne(source))
        .fetchMap(ACCOUNT.NUMBER, SNAPSHOT.SOURCE);
  }

  private static Optional<Instant> importedAt(DSLContext transaction, Heading heading) {
    return transaction
        .select(SNAPSHOT.IMPORTED_AT)
        .from(SNAPSHOT)
        .where(SNAPSHOT.SOURCE.eq(heading.source()))
        .and(SNAPSHOT.TAKEN_ON.eq(heading.takenOn()))
        .and(SNAPSHOT.FILE_SHA256.eq(heading.fileSha256()))
        .orderBy(SNAPSHOT.IMPORTED_AT.desc())
        .limit(1)
        .fetchOptional(SNAPSHOT.IMPORTED_AT);
  }

  /// Refuses an older register, which would bring back debts that are paid.
  private static void refuseOlder(DSLContext transaction, Heading heading) {
    transaction
        .select(SNAPSHOT.TAKEN_ON)
        .from(SNAPSHOT)
        .where(SNAPSHOT.SOURCE.eq(heading.source()))
        .and(SNAPSHOT.TAKEN_ON.gt(heading.takenOn()))
        .orderBy(SNAPSHOT.TAKEN_ON.desc())
        .limit(1)
        .fetchOptional(SNAPSHOT.TAKEN_ON)
        .ifPresent(
            newer -> {
              throw BadInput.of(
                  "register of " + heading.takenOn(),
                  SnapshotFault.OLDER.with(newer));
            });
  }

  private static UUID insert(DSLContext transaction, Heading heading, int accepted, Instant now) {
    UUID id = IdGenerator.next();
    transaction
        .insertInto(SNAPSHOT)
        .set(SNAPSHOT.ID, id)
        .set(SNAPSHOT.SOURCE, heading.source())
        .set(SNAPSHOT.TAKEN_ON, heading.takenOn())
        .set(SNAPSHOT.FILE_SHA256, heading.fileSha256())
        .set(SNAPSHOT.IMPORTED_AT, now)
        .set(SNAPSHOT.ACCEPTED, accepted)
        .set(SNAPSHOT.REJECTED, heading.rejected())
        .execute();
    return id;
  }
}
