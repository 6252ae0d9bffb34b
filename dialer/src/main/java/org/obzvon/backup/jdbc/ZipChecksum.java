package org.obzvon.backup.jdbc;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.obzvon.register.Progress;

/// The seal of a backup file: the comment of the ZIP archive, its last bytes, ends with the SHA-256 of everything
/// before it. So a missing or changed byte is always noticed, and common tools still list and unpack the archive.
final class ZipChecksum {
  private static final String MARK = "obzvon-backup sha256:";
  private static final int HEX = 64;
  private static final int BUFFER = 1 << 16;

  private ZipChecksum() {}

  /// Returns the comment with which an archive is written before it is sealed.
  static String unsealed() {
    return MARK + "0".repeat(HEX);
  }

  /// Writes the checksum into the comment of a finished archive and waits until the file is on disk.
  static void seal(Path archive) throws IOException {
    byte[] hex = checksum(archive, Progress.NONE).getBytes(StandardCharsets.US_ASCII);
    try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "rw")) {
      file.seek(file.length() - HEX);
      file.write(hex);
      file.getFD().sync();
    }
  }

  /// @return whether the file is a backup as it was written
  static boolean isIntact(Path archive, Progress progress) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "r")) {
      int tail = MARK.length() + HEX;
      if (file.length() < tail) {
        return false;
      }
      byte[] comment = new byte[tail];
      file.seek(file.length() - tail);
      file.readFully(comment);
      String said = new String(comment, StandardCharsets.US_ASCII);
      return said.startsWith(MARK) && said.substring(MARK.length()).equals(checksum(archive, progress));
    }
  }

  private static String checksum(Path archive, Progress progress) throws IOException {
    MessageDigest sha = sha256();
    long left = Files.size(archive) - HEX;
    byte[] buffer = new byte[BUFFER];
    try (var bytes = Files.newInputStream(archive)) {
      while (left > 0) {
        int read = bytes.read(buffer, 0, (int) Math.min(BUFFER, left));
        if (read < 0) {
          throw new IOException("the file became shorter while it was read");
        }
        sha.update(buffer, 0, read);
        progress.advance(read);
        left -= read;
      }
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
