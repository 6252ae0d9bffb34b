package org.obzvon.register.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.obzvon.document.BadInput;
import org.obzvon.document.SafeText;
import org.obzvon.document.Sentence;
import org.obzvon.register.Finding;

/// Writes the list of rejected rows, or of warnings, as a CSV file: `line, column, value, reason`, and for programs
/// `code, values`. The file is written beside its target under another name and appears only if the list is not empty.
/// No cell of it can be taken for a formula.
public final class FindingsFile implements AutoCloseable {
  private static final String[] HEADER = {"line", "column", "value", "reason", "code", "values"};
  private static final String BOM = "\uFEFF";

  private final Path target;
  private final Path draft;
  private CsvWriter writer;

  private FindingsFile(Path target) {
    this.target = target;
    this.draft = target.resolveSibling(target.getFileName() + ".part");
  }

  /// @param wanted where to write; empty: beside the input, with `suffix` added to its name
  public static FindingsFile beside(Path input, Optional<Path> wanted, String suffix) {
    Path target = wanted.orElseGet(() -> input.resolveSibling(input.getFileName() + suffix));
    if (target.toAbsolutePath().normalize().equals(input.toAbsolutePath().normalize())) {
      throw BadInput.of(target.toString(), "is the imported file itself; name another file for the list");
    }
    if (Files.isDirectory(target)) {
      throw BadInput.of(target.toString(), "is a directory; name a file for the list");
    }
    return new FindingsFile(target);
  }

  private static String values(Sentence reason) {
    return reason.values().stream().map(value -> value.text().replace('|', '/')).collect(Collectors.joining(" | "));
  }

  /// Returns the header with a byte order mark: without it, spreadsheets read the file in the machine's old encoding.
  static String[] header() {
    String[] header = HEADER.clone();
    header[0] = BOM + header[0];
    return header;
  }

  /// @param words that state the reason
  static String[] row(Finding finding, String words) {
    Sentence reason = finding.reason();
    return new String[]{
      Integer.toString(finding.line()), SafeText.cell(finding.column()), SafeText.cell(finding.value()),
      SafeText.cell(words), reason.code(), SafeText.cell(values(reason))
    };
  }

  public void add(Finding finding) {
    try {
      if (writer == null) {
        writer = CsvWriter.builder().build(draft, StandardCharsets.UTF_8);
        writer.writeRecord(header());
      }
      writer.writeRecord(row(finding, finding.reason().english()));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /// Moves the list to its target. If there is nothing to list, deletes a list of an earlier run, so that nobody takes
  /// it for this run's.
  public Optional<Path> publish() {
    try {
      if (writer == null) {
        if (isOurs(target)) {
          Files.delete(target);
        }
        return Optional.empty();
      }
      writer.close();
      writer = null;
      Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
      return Optional.of(target);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /// Deletes what was not published.
  @Override
  public void close() {
    if (writer == null) {
      return;
    }
    try {
      writer.close();
      Files.deleteIfExists(draft);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOurs(Path target) throws IOException {
    if (!Files.isRegularFile(target)) {
      return false;
    }
    byte[] header = (BOM + String.join(",", List.of(HEADER).subList(0, 4))).getBytes(StandardCharsets.UTF_8);
    try (var in = Files.newInputStream(target)) {
      return java.util.Arrays.equals(in.readNBytes(header.length), header);
    }
  }

  private BadInput unwritable(IOException e) {
    return BadInput.of(target.toString(), "cannot be written (" + e.getMessage() + "); name another file");
  }
}
