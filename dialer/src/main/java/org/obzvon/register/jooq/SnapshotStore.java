package org.obzvon.register.jooq;

import static org.obzvon.jooq.Tables.SNAPSHOT;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.obzvon.document.BadInput;
import org.obzvon.document.Sentence;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Progress;
import org.obzvon.register.SnapshotFault;
import org.obzvon.register.Snapshots.Heading;
import org.obzvon.register.Snapshots.Joining;
import org.obzvon.register.Snapshots.Limits;
import org.obzvon.register.Snapshots.Manner;
import org.obzvon.register.Snapshots.Taken;

/// Makes a snapshot of the staged rows of a register, within their transaction.
final class SnapshotStore {
  /// A register of ten million rows needs minutes for its largest statement.
  static final Duration LONGEST_STATEMENT = Duration.ofHours(1);

  private final DSLContext transaction;
  private final InstantSource clock;
  private final Limits limits;

  SnapshotStore(DSLContext transaction, InstantSource clock, Limits limits) {
    this.transaction = transaction;
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

  Taken take(Heading heading, Manner manner, Progress progress) {
    try {
      return transaction.transactionResult(
          () -> {
            Taken taken = stored(heading, manner, progress);
            if (manner.dryRun()) {
              throw new Undo(taken);
            }
            return taken;
          });
    } catch (Undo undo) {
      return undo.taken;
    }
  }

  private Taken stored(Heading heading, Manner manner, Progress progress) {
    BalanceLock.hold(transaction);
    Optional<Instant> earlier = importedAt(heading);
    if (earlier.isPresent() && !manner.again()) {
      return new Taken.AlreadyStored(earlier.get());
    }
    refuseOlder(heading);
    Instant now = clock.instant();
    AccountRows accounts = new AccountRows(transaction, heading, now);
    AccountRows.Counts counts = accounts.compare();
    Optional<Sentence> missing = manner.missingAllowed() ? Optional.empty() : tooManyMissing(counts);
    if (missing.isPresent() && !manner.dryRun()) {
      throw BadInput.of("register of " + heading.takenOn(), missing.get());
    }
    StoringProgress steps = new StoringProgress(progress, counts.accounts());
    Optional<UUID> before = newest(heading.source());
    UUID snapshot = insert(heading, counts.accounts(), now);
    HouseholdRows households = new HouseholdRows(transaction, limits.mostAccountsOfANumber());
    var shared = households.assign(counts);
    int founded = households.found(now);
    steps.next();
    accounts.write(snapshot, counts, steps);
    int parted = households.part();
    accounts.complete();
    int left = before.isEmpty() ? 0 : accounts.takeOff(counts, before.get());
    steps.end();
    return new Taken.Stored(
        counts.accounts(), households.count(), founded, left, missing, new Joining(parted, shared));
  }

  /// Returns a fault if too many accounts are missing. A truncated file, or one of only one district, would take the
  /// other accounts off the register.
  private Optional<Sentence> tooManyMissing(AccountRows.Counts counts) {
    long missing = counts.missing();
    boolean tooMany = missing > 1 && missing * 100 > (long) counts.standing() * limits.mostMissing();
    return tooMany
        ? Optional.of(SnapshotFault.MISSING.with(missing, counts.standing(), limits.mostMissing()))
        : Optional.empty();
  }

  private Optional<Instant> importedAt(Heading heading) {
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
  private void refuseOlder(Heading heading) {
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

  /// Returns the newest snapshot of a source.
  private Optional<UUID> newest(String source) {
    return transaction
        .select(SNAPSHOT.ID)
        .from(SNAPSHOT)
        .where(SNAPSHOT.SOURCE.eq(source))
        .orderBy(SNAPSHOT.TAKEN_ON.desc(), SNAPSHOT.IMPORTED_AT.desc(), SNAPSHOT.ID.desc())
        .limit(1)
        .fetchOptional(SNAPSHOT.ID);
  }

  private UUID insert(Heading heading, int accepted, Instant now) {
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
