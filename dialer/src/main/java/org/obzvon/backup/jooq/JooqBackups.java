package org.obzvon.backup.jooq;

import static org.obzvon.jooq.Tables.BACKUP;

import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.obzvon.backup.Backups;

/// Stores the backups as rows.
public final class JooqBackups implements Backups {
  private final DSLContext db;

  public JooqBackups(DSLContext db) {
    this.db = db;
  }

  @Override
  public void record(Backup backup) {
    db.insertInto(BACKUP)
        .set(BACKUP.TAKEN_AT, backup.takenAt())
        .set(BACKUP.FINISHED_AT, backup.finishedAt())
        .set(BACKUP.SCHEMA_VERSION, backup.schemaVersion())
        .set(BACKUP.ROW_COUNT, backup.rows())
        .set(BACKUP.BYTES, backup.bytes())
        .execute();
  }

  @Override
  public Optional<Instant> lastTaken() {
    return db.select(BACKUP.TAKEN_AT).from(BACKUP).orderBy(BACKUP.ID.desc()).limit(1).fetchOptional(BACKUP.TAKEN_AT);
  }
}
