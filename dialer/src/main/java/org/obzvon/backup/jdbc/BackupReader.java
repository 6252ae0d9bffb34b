package org.obzvon.backup.jdbc;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.obzvon.document.BadInput;
import org.obzvon.register.Progress;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/// Loads a backup file into tables that were just created by the migrations that it names.
public final class BackupReader {
  private static final int LONGEST_MANIFEST = 1 << 20;

  private final Path file;
  private final Manifest manifest;

  private BackupReader(Path file, Manifest manifest) {
    this.file = file;
    this.manifest = manifest;
  }

  /// Reads the whole file once and compares it with its checksum.
  ///
  /// @throws BadInput when it is no backup, or is truncated or altered
  public static BackupReader checked(Path file, Progress progress) {
    try {
      progress.stage("checking the file", Files.size(file));
      if (!ZipChecksum.isIntact(file, progress)) {
        throw BadInput.of(file.toString(),
            "is no complete backup: it is cut, altered or of another kind; nothing was restored");
      }
      try (ZipFile zip = new ZipFile(file.toFile());
          InputStream text = zip.getInputStream(entry(zip, BackupWriter.MANIFEST))) {
        return new BackupReader(
            file, Manifest.read(new String(text.readNBytes(LONGEST_MANIFEST), StandardCharsets.UTF_8)));
      }
    } catch (IOException | IllegalArgumentException e) {
      throw BadInput.of(file.toString(), "could not be read: " + e.getMessage() + "; nothing was restored");
    }
  }

  public Manifest manifest() {
    return manifest;
  }

  private static ZipEntry entry(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new IOException("'" + name + "' is missing in it");
    }
    return entry;
  }

  /// Fills the tables in one transaction, pauses the campaigns that ran, and returns those. Foreign keys are dropped
  /// meanwhile and added again, which checks all rows at once: checks of single rows would be held in memory. Triggers
  /// are disabled, because the file already contains their effects.
  ///
  /// @throws BadInput when the tables are not those of the file
  public List<UUID> load(Connection connection, Progress progress) throws SQLException {
    connection.setAutoCommit(false);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      refuseOtherTables(connection);
      List<List<String>> keys = foreignKeys(connection);
      for (List<String> key : keys) {
        SchemaReader.execute(connection,
            "alter table " + key.get(0) + " drop constraint " + SchemaReader.quoted(key.get(1)));
      }
      for (String table : manifest.tables().keySet()) {
        SchemaReader.execute(connection, "alter table " + SchemaReader.quoted(table) + " disable trigger user");
        SchemaReader.execute(connection, "delete from " + SchemaReader.quoted(table)); // rows that a migration inserted
      }
      for (var table : manifest.tables().entrySet()) {
        fill(connection, zip, table.getKey(), table.getValue(), progress);
      }
      progress.stage("checking foreign keys", keys.size());
      for (List<String> key : keys) {
        SchemaReader.execute(
            connection, "alter table " + key.get(0) + " add constraint " + SchemaReader.quoted(key.get(1)) + " "
                + key.get(2));
        progress.advance(1);
      }
      for (String table : manifest.tables().keySet()) {
        SchemaReader.execute(connection, "alter table " + SchemaReader.quoted(table) + " enable trigger user");
      }
      setSequences(connection);
      List<UUID> paused = SchemaReader
          .rows(connection, "update campaign set state = 'PAUSED' where state = 'RUNNING' returning id").stream()
          .map(row -> UUID.fromString(row.getFirst()))
          .toList();
      connection.commit();
      return paused;
    } catch (IOException e) {
      throw new IllegalStateException(file + " could not be read any more", e);
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private void refuseOtherTables(Connection connection) throws SQLException {
    Map<String, List<String>> wanted = new LinkedHashMap<>();
    manifest.tables().forEach((name, table) -> wanted.put(name, table.columns()));
    if (!SchemaReader.versions(connection).equals(manifest.versions())
        || !SchemaReader.columns(connection).equals(wanted)) {
      throw BadInput.of(
          file.toString(), "was written by a program with other tables of version " + manifest.schemaVersion()
              + "; restore it with that program");
    }
  }

  private static List<List<String>> foreignKeys(Connection connection) throws SQLException {
    return SchemaReader.rows(
        connection,
        """
        select conrelid::regclass::text, conname, pg_get_constraintdef(oid)
          from pg_constraint
         where contype = 'f' and connamespace = current_schema()::regnamespace
         order by 1, 2
        """);
  }

  private static void fill(
      Connection connection, ZipFile zip, String name, Manifest.Table table, Progress progress)
      throws SQLException, IOException {
    progress.stage(name, table.rows());
    CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
    try (InputStream rows = new CountedRows(zip.getInputStream(entry(zip, BackupWriter.FOLDER + name)), progress)) {
      long loaded = copies.copyIn("copy " + SchemaReader.listed(name, table.columns()) + " from stdin", rows);
      if (loaded != table.rows()) {
        throw new IOException("table " + name + " has " + loaded + " rows instead of " + table.rows());
      }
    }
  }

  private void setSequences(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement("select setval(cast(? as regclass), ?, ?)")) {
      for (var sequence : manifest.sequences().entrySet()) {
        statement.setString(1, SchemaReader.quoted(sequence.getKey()));
        statement.setLong(2, sequence.getValue().value());
        statement.setBoolean(3, sequence.getValue().called());
        statement.executeQuery();
      }
    }
  }

  /// Reports to the progress how many rows passed: each row ends with its only line feed.
  private static final class CountedRows extends FilterInputStream {
    private final Progress progress;

    CountedRows(InputStream in, Progress progress) {
      super(in);
      this.progress = progress;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      int read = super.read(buffer, from, length);
      int rows = 0;
      for (int at = from; at < from + read; at++) {
        if (buffer[at] == '\n') {
          rows++;
        }
      }
      progress.advance(rows);
      return read;
    }
  }
}
