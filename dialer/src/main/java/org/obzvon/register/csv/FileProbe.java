package org.obzvon.register.csv;

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

/// The first look at a file, without keeping it. It finds size, digest and encoding, and refuses files that cannot be
/// text.
///
/// The encoding is the one that the mapping names; else the one of a byte order mark; else UTF-16 if every second byte
/// of plain letters is zero; else UTF-8 if nearly all letters are UTF-8; else the one of [Encodings] in which the
/// letters look like Russian or Romanian. If that is not clear, the file is refused.
///
/// @param bomBytes bytes of the byte order mark before the text
/// @param lines line breaks, an estimate of the rows
/// @param hint why the text may be damaged
record FileProbe(String sha256, Charset charset, int bomBytes, long lines, Optional<Sentence> hint) {
  /// Room for a million rows with long texts, the most that an import keeps in memory.
  static final long LARGEST_FILE = 256L << 20;
  /// Replaces a byte that is no letter in the file's encoding; no text contains this character.
  static final char UNREADABLE = '\uFFFF';
  private static final int HEAD = 1 << 14;
  private static final int FEWEST_ZEROS = 8;

  /// @param named by the mapping
  /// @param largest the most bytes that the file may have
  static FileProbe of(Path file, Optional<Charset> named, long largest) throws IOException {
    refuseByKind(file, largest);
    byte[] head = head(file);
    Optional<Mark> mark = Mark.of(head);
    if (mark.isPresent() && named.isPresent() && !mark.get().charset().name().startsWith(family(named.get()))) {
      throw BadInput.of(file.toString(), FileFault.ENCODING_MARK.with(mark.get().charset().name(), named.get().name()));
    }
    Optional<Charset> wide = mark.map(Mark::charset).or(() -> named).filter(FileProbe::isWide)
        .or(() -> wide(head, named));
    MessageDigest sha = Digests.sha256();
    EncodingStatistics letters = new EncodingStatistics();
    long lines = 0;
    byte[] chunk = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        sha.update(chunk, 0, read);
        for (int i = 0; i < read; i++) {
          lines += wide.isPresent() ? chunk[i] == '\n' ? 1 : 0 : line(file, lines, chunk[i]);
          letters.take(chunk[i]);
        }
      }
    }
    letters.end();
    String digest = HexFormat.of().formatHex(sha.digest());
    Charset charset = wide.or(() -> named).orElseGet(() -> narrow(file, mark, letters));
    int bomBytes = mark.map(Mark::bytes).orElse(0);
    Optional<Sentence> hint = charset.equals(StandardCharsets.UTF_8) ? letters.hint() : Optional.empty();
    return new FileProbe(digest, charset, bomBytes, lines, hint);
  }

  private static Charset narrow(Path file, Optional<Mark> mark, EncodingStatistics letters) {
    if (mark.isPresent() || letters.isUtf8()) {
      return StandardCharsets.UTF_8;
    }
    if (letters.isMixed()) {
      throw new BadInput(
          new Problem(file.toString(), letters.firstBadLine(), "", FileFault.ENCODING_MIXED.with()));
    }
    Encodings.Guess guess = Encodings.guess(letters.sample());
    if (guess.candidates().size() != 1) {
      String names = String.join(", ", guess.candidates().stream().map(Charset::name).toList());
      throw new BadInput(
          new Problem(file.toString(), letters.firstBadLine(), "", FileFault.ENCODING_UNCLEAR.with(names)));
    }
    return guess.candidates().getFirst();
  }

  /// A byte order mark at the begin of a file.
  private record Mark(Charset charset, int bytes) {
    static Optional<Mark> of(byte[] head) {
      if (starts(head, 0xEF, 0xBB, 0xBF)) {
        return Optional.of(new Mark(StandardCharsets.UTF_8, 3));
      }
      if (starts(head, 0xFF, 0xFE)) {
        return Optional.of(new Mark(StandardCharsets.UTF_16LE, 2));
      }
      return starts(head, 0xFE, 0xFF) ? Optional.of(new Mark(StandardCharsets.UTF_16BE, 2)) : Optional.empty();
    }
  }

  /// Returns the family of the named encoding: UTF-16 without a byte order of its own matches either mark.
  private static String family(Charset named) {
    return named.equals(StandardCharsets.UTF_16) ? "UTF-16" : named.name();
  }

  private static boolean isWide(Charset charset) {
    return charset.name().startsWith("UTF-16");
  }

  /// Recognises UTF-16 without a mark: digits and separators have a zero byte, always on the same side.
  private static Optional<Charset> wide(byte[] head, Optional<Charset> named) {
    if (named.isPresent()) {
      return Optional.empty();
    }
    int[] zeros = new int[2];
    for (int i = 0; i < head.length; i++) {
      zeros[i % 2] += head[i] == 0 ? 1 : 0;
    }
    if (zeros[0] + zeros[1] < FEWEST_ZEROS) {
      return Optional.empty();
    }
    if (zeros[0] == 0 && zeros[1] * 10 > head.length / 2) {
      return Optional.of(StandardCharsets.UTF_16LE);
    }
    return zeros[1] == 0 && zeros[0] * 10 > head.length / 2 ? Optional.of(StandardCharsets.UTF_16BE) : Optional.empty();
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

  private static void refuseByKind(Path file, long largest) throws IOException {
    String name = file.toString();
    if (!Files.exists(file)) {
      throw BadInput.of(name, FileFault.MISSING.with());
    }
    if (!Files.isRegularFile(file)) {
      throw BadInput.of(name, FileFault.NO_FILE.with());
    }
    if (Files.size(file) > largest) {
      throw BadInput.of(name, FileFault.TOO_LARGE.with());
    }
    byte[] head = head(file);
    if (starts(head, 'P', 'K', 3, 4) || starts(head, 0xD0, 0xCF, 0x11, 0xE0)) {
      throw BadInput.of(name, FileFault.WORKBOOK.with());
    }
    if (starts(head, 0xFF, 0xFE, 0, 0) || starts(head, 0, 0, 0xFE, 0xFF)) {
      throw BadInput.of(name, FileFault.UTF_32.with());
    }
  }

  private static byte[] head(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(HEAD);
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
