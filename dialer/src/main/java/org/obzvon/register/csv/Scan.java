package org.obzvon.register.csv;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.document.Sentence;

/// The first look at a file, without keeping it: size, digest, encoding, and what cannot be a text at all.
///
/// @param bomBytes bytes of the byte order mark before the text
/// @param lines line breaks, an estimate of the rows
/// @param hint why the text may be damaged or of another encoding
record Scan(String sha256, Charset charset, int bomBytes, long lines, Optional<Sentence> hint) {
  /// A million accounts with long addresses; a register of debtors is far below.
  static final long LARGEST_FILE = 256L << 20;
  static final Charset WINDOWS = Charset.forName("windows-1251");

  static Scan of(Path file) throws IOException {
    refuseByKind(file);
    MessageDigest sha = Digests.sha256();
    Letters letters = new Letters();
    long lines = 0;
    byte[] chunk = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        sha.update(chunk, 0, read);
        for (int i = 0; i < read; i++) {
          lines += line(file, lines, chunk[i]);
          letters.take(chunk[i]);
        }
      }
    }
    letters.end();
    Charset charset = letters.isUtf8() ? StandardCharsets.UTF_8 : WINDOWS;
    String digest = HexFormat.of().formatHex(sha.digest());
    return new Scan(digest, charset, bom(file), lines, letters.hint());
  }

  private static int line(Path file, long lines, byte read) {
    if (read == 0) {
      throw new BadInput(
          new Problem(
              file.toString(), (int) lines + 1, "",
              FileFault.NUL.with()));
    }
    return read == '\n' ? 1 : 0;
  }

  private static void refuseByKind(Path file) throws IOException {
    String name = file.toString();
    if (!Files.exists(file)) {
      throw BadInput.of(name, FileFault.MISSING.with());
    }
    if (!Files.isRegularFile(file)) {
      throw BadInput.of(name, FileFault.NO_FILE.with());
    }
    if (Files.size(file) > LARGEST_FILE) {
      throw BadInput.of(name, FileFault.TOO_LARGE.with());
    }
    byte[] head = head(file);
    if (starts(head, 'P', 'K', 3, 4) || starts(head, 0xD0, 0xCF, 0x11, 0xE0)) {
      throw BadInput.of(name, FileFault.WORKBOOK.with());
    }
    if (starts(head, 0xFF, 0xFE) || starts(head, 0xFE, 0xFF)) {
      throw BadInput.of(name, FileFault.UTF_16.with());
    }
  }

  private static int bom(Path file) throws IOException {
    return starts(head(file), 0xEF, 0xBB, 0xBF) ? 3 : 0;
  }

  private static byte[] head(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 16)) {
      return in.readNBytes(4);
    }
  }

  private static boolean starts(byte[] head, int... bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (i >= head.length || (head[i] & 0xFF) != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
