package org.obzvon.register.jooq;

import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.SNAPSHOT;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.obzvon.document.BadInput;
import org.obzvon.register.Entry;
import org.obzvon.register.Households;
import org.obzvon.register.Ids;
import org.obzvon.register.Progress;
import org.obzvon.register.SnapshotFault;
import org.obzvon.register.Snapshots;

/// Stores snapshots of the register in PostgreSQL.
public final class JooqSnapshots implements Snapshots {
  private final DSLContext store;
  private final InstantSource clock;

  public JooqSnapshots(DSLContext store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
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

  @Override
  public Taken take(Heading heading, List<Entry> entries, Manner manner, Progress progress) {
    try {
      return store.transactionResult(
          configuration -> {
            Taken taken = take(configuration.dsl(), heading, entries, manner.again(), progress);
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
      DSLContext transaction, Heading heading, List<Entry> entries, boolean again, Progress progress) {
    RegisterLock.hold(transaction);
    Optional<Instant> earlier = importedAt(transaction, heading);
    if (earlier.isPresent() && !again) {
      return new Taken.AlreadyStored(earlier.get());
    }
    refuseOlder(transaction, heading);
    Instant now = clock.instant();
    UUID snapshot = insert(transaction, heading, entries.size(), now);
    HouseholdRows households = new HouseholdRows(transaction);
    Map<String, Households.Existing> known = households.ofAccounts(entries);
    Map<String, String> keys = households.assign(entries, known);
    int founded = households.found(keys, now);
    var ids = households.ids(new HashSet<>(keys.values()));
    AccountRows accounts = new AccountRows(transaction, snapshot, now);
    accounts.write(entries, number -> ids.get(keys.get(number)), progress);
    accounts.layPaymentsOver(heading.takenOn());
    accounts.noteOverdue(heading.takenOn());
    int left = accounts.takeOff(heading.source(), heading.takenOn());
    return new Taken.Stored(entries.size(), ids.size(), founded, left);
  }

  @Override
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

  /// An older register would bring back debts that are paid.
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
    UUID id = Ids.next();
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
