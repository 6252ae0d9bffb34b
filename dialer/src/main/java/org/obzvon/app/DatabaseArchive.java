package org.obzvon.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.obzvon.backup.Archive;
import org.obzvon.backup.Backups;
import org.obzvon.backup.jdbc.BackupReader;
import org.obzvon.backup.jdbc.BackupWriter;
import org.obzvon.backup.jdbc.Manifest;
import org.obzvon.backup.jooq.JooqBackups;
import org.obzvon.backup.jooq.JooqRestorations;
import org.obzvon.config.Settings;
import org.obzvon.document.BadInput;
import org.obzvon.register.Progress;
import org.obzvon.staff.Actor;
import org.obzvon.staff.AuditLog;
import org.obzvon.staff.jooq.JooqAuditLog;

/// Backs up the configured database and restores into it.
public final class DatabaseArchive implements Archive {
  private final Settings.Database settings;
  private final InstantSource clock;

  public DatabaseArchive(Settings.Database settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /// Writes the backup without migrating the tables, because a backup is also taken before an upgrade.
  @Override
  public Summary backup(Path file, Progress progress) {
    try (Store store = Store.openAsItIs(settings)) {
      if (!Schema.hasTables(store.patient())) {
        throw BadInput.of("database", "has no tables yet; start 'dialer serve' once");
      }
      // The entry is made before personal data leaves the database, and so that the copy contains it too.
      new JooqAuditLog(store.db(), clock)
          .note(Actor.COMMAND_LINE, AuditLog.Deed.of("backup", "backup " + file.getFileName(), Map.of()));
      Manifest written;
      try (Connection connection = store.patient().getConnection()) {
        written = new BackupWriter(connection, progress).write(file.toAbsolutePath());
      }
      Summary summary = summary(written, file);
      Instant finished = clock.instant();
      new JooqBackups(store.db())
          .record(new Backups.Backup(written.takenAt(), finished, written.schemaVersion(), summary.rows(),
              summary.bytes()));
      return summary;
    } catch (SQLException e) {
      throw BadInput.of("database", "the backup broke off and its file was removed: " + e.getMessage());
    }
  }

  @Override
  public Summary restore(Path file, Progress progress) {
    BackupReader backup = BackupReader.checked(file, progress);
    Manifest manifest = backup.manifest();
    try (Store store = Store.openAsItIs(settings)) {
      Schema.beginRestore(store.owner(), manifest.schemaVersion());
      boolean whole = false;
      try {
        List<UUID> paused;
        try (Connection connection = store.owner().getConnection()) {
          paused = backup.load(connection, progress);
        }
        Schema.bringUpToDateAfterRestore(store.owner());
        store.giveRights();
        new JooqRestorations(store.db()).begin(manifest.takenAt(), paused, clock.instant());
        Schema.endRestore(store.owner());
        whole = true;
      } catch (SQLException e) {
        throw BadInput.of("database", "the restore broke off and the database is empty again: " + e.getMessage());
      } finally {
        if (!whole) {
          Schema.clean(store.owner());
        }
      }
    }
    return summary(manifest, file);
  }

  private static Summary summary(Manifest manifest, Path file) {
    try {
      return new Summary(
          manifest.takenAt(), manifest.schemaVersion(), manifest.tables().size(), manifest.rows(), Files.size(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
