package org.obzvon.backup.jooq;

import static org.obzvon.jooq.Tables.CAMPAIGN;
import static org.obzvon.jooq.Tables.RESTORATION;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.obzvon.backup.Restorations;
import org.obzvon.jooq.tables.records.RestorationRecord;

/// Stores restores as rows; every restored database has at least one.
public final class JooqRestorations implements Restorations {
  private final DSLContext db;

  public JooqRestorations(DSLContext db) {
    this.db = db;
  }

  /// Records a finished restore. The campaigns are paused already.
  ///
  /// @param campaigns those that ran when the backup was taken
  public void begin(Instant takenAt, List<UUID> campaigns, Instant now) {
    db.insertInto(RESTORATION)
        .set(RESTORATION.TAKEN_AT, takenAt)
        .set(RESTORATION.RESTORED_AT, now)
        .set(RESTORATION.CAMPAIGNS, campaigns.toArray(UUID[]::new))
        .execute();
  }

  /// Returns the unconfirmed restore. Restoring a backup of a restored but unconfirmed database leads to two open rows:
  /// data is missing since the earliest of them.
  @Override
  public Optional<Restoration> unconfirmed() {
    List<RestorationRecord> open = db.selectFrom(RESTORATION).where(RESTORATION.CONFIRMED_AT.isNull())
        .orderBy(RESTORATION.ID).fetch();
    if (open.isEmpty()) {
      return Optional.empty();
    }
    Instant taken = open.stream().map(RestorationRecord::getTakenAt).min(Instant::compareTo).orElseThrow();
    UUID[] campaigns = open.stream().flatMap(row -> Arrays.stream(row.getCampaigns())).distinct().toArray(UUID[]::new);
    return Optional.of(new Restoration(taken, open.getLast().getRestoredAt(), names(campaigns)));
  }

  private List<String> names(UUID[] campaigns) {
    return db.select(CAMPAIGN.NAME).from(CAMPAIGN).where(CAMPAIGN.ID.eq(DSL.any(campaigns))).orderBy(CAMPAIGN.NAME)
        .fetch(CAMPAIGN.NAME);
  }

  @Override
  public boolean confirm(String by, Instant now) {
    return db.transactionResult(
        () -> {
          List<UUID[]> paused = db.update(RESTORATION)
              .set(RESTORATION.CONFIRMED_AT, now)
              .set(RESTORATION.CONFIRMED_BY, by)
              .where(RESTORATION.CONFIRMED_AT.isNull())
              .returning(RESTORATION.CAMPAIGNS)
              .fetch(RESTORATION.CAMPAIGNS);
          for (UUID[] campaigns : paused) {
            db.update(CAMPAIGN)
                .set(CAMPAIGN.STATE, "RUNNING")
                .where(CAMPAIGN.ID.eq(DSL.any(campaigns)), CAMPAIGN.STATE.eq("PAUSED"))
                .execute();
          }
          return !paused.isEmpty();
        });
  }
}
