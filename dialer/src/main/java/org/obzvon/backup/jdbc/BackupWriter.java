package org.obzvon.backup.jdbc;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.obzvon.document.BadInput;
import org.obzvon.register.Progress;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/// Writes all tables of a database, as they are at one moment, into one compressed file while others go on working. It
/// needs the memory of a few rows, whatever the size of the tables.
public final class BackupWriter {
  static final String MANIFEST = "manifest";
  static final String FOLDER = "tables/";

  private final Connection connection;
  private final Progress progress;

  /// @param connection without a time limit for answers; closed by its owner
  public BackupWriter(Connection connection, Progress progress) {
    this.connection = connection;
    this.progress = progress;
  }

  /// Writes the file. It appears under its name when it is complete; only its owner can read it, because it contains
  /// personal data.
  ///
  /// @throws BadInput when the file exists or cannot be written; it is left as it is
  public Manifest write(Path file) throws SQLException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    if (Files.exists(file)) {
      throw BadInput.of(file.toString(), "exists already and is left as it is; name another file");
    }
    try {
      Files.deleteIfExists(part);
      Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try {
        Manifest manifest = fill(part);
        ZipChecksum.seal(part);
        Files.move(part, file);
        return manifest;
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw BadInput.of(file.toString(), "could not be written: " + e + "; is there room, and is the folder yours?");
    }
  }

  private Manifest fill(Path part) throws IOException, SQLException {
    connection.setAutoCommit(false);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(part))) {
      SchemaReader.execute(connection, "set transaction isolation level repeatable read, read only");
      Instant taken = ((java.sql.Timestamp) single("select now()")).toInstant();
      Map<String, Manifest.Table> tables = new LinkedHashMap<>();
      for (var table : SchemaReader.columns(connection).entrySet()) {
        zip.putNextEntry(new ZipEntry(FOLDER + table.getKey()));
        tables.put(table.getKey(), new Manifest.Table(copy(table.getKey(), table.getValue(), zip), table.getValue()));
        zip.closeEntry();
      }
      Manifest manifest = new Manifest(taken, SchemaReader.versions(connection), tables,
          SchemaReader.sequences(connection));
      zip.putNextEntry(new ZipEntry(MANIFEST));
      zip.write(manifest.text().getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
      zip.setComment(ZipChecksum.unsealed());
      return manifest;
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private Object single(String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getObject(1);
    }
  }

  private long copy(String table, List<String> columns, OutputStream zip) throws SQLException, IOException {
    progress.stage(table, expected(table));
    CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
    return copies.copyOut(
        "copy " + SchemaReader.listed(table, columns) + " to stdout",
        new FilterOutputStream(zip) {
          @Override
          public void write(byte[] row, int from, int length) throws IOException {
            out.write(row, from, length);
            progress.advance(1); // the driver delivers one row at a time
          }
        });
  }

  /// Returns the number of rows that the last ANALYZE counted; -1 where it never ran.
  private long expected(String table) throws SQLException {
    String estimate = SchemaReader
        .rows(connection, "select reltuples::bigint from pg_class where oid = '" + SchemaReader.quoted(table)
            + "'::regclass")
        .getFirst().getFirst();
    return Math.max(0, Long.parseLong(estimate));
  }
}
