package org.obzvon.commands;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.document.Sentence;
import org.obzvon.document.SentenceValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A folder, readable by this process alone, for one uploaded file and the files made from it. Closing it removes it.
public final class UploadFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UploadFolder.class);

  private static final String PREFIX = "obzvon-upload-";
  private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{1,18})-.*");

  private final Path folder;

  public UploadFolder() {
    try {
      this.folder = Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Returns the folders of a process.
  public static List<Path> of(long process) {
    return all().stream().filter(folder -> process(folder).filter(id -> id == process).isPresent()).toList();
  }

  /// Removes folders left behind by killed processes.
  public static void removeAbandoned() {
    for (Path folder : all()) {
      if (process(folder).filter(id -> ProcessHandle.of(id).isEmpty()).isPresent()) {
        LOG.info("removing {}, which a process left behind that is gone", folder);
        remove(folder);
      }
    }
  }

  private static List<Path> all() {
    try (var folders = Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), PREFIX + "*")) {
      return StreamSupport.stream(folders.spliterator(), false).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Long> process(Path folder) {
    Matcher name = NAME.matcher(folder.getFileName().toString());
    return name.matches() ? Optional.of(Long.valueOf(name.group(1))) : Optional.empty();
  }

  public Path file() {
    return folder.resolve("body");
  }

  /// Returns the path of the list of rejected rows.
  public Path rejected() {
    return folder.resolve("rejected.csv");
  }

  /// Returns the mapping of foreign names and words; empty where there is none.
  public Optional<Path> mapping() {
    return Optional.of(folder.resolve("mapping.yaml")).filter(Files::isRegularFile);
  }

  void map(String yaml) {
    if (yaml.isBlank()) {
      return;
    }
    try {
      Files.writeString(folder.resolve("mapping.yaml"), yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @return the number of bytes received
  public long receive(InputStream bytes) {
    try (bytes) {
      return Files.copy(bytes, file(), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Moves the file here from another folder.
  public void moveFrom(UploadFolder other) {
    try {
      Files.move(other.file(), file(), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Replaces the file with the result of `converter`.
  public <T> T convert(BiFunction<Path, Path, T> converter) {
    Path converted = folder.resolve("converted");
    T result = converter.apply(file(), converted);
    try {
      Files.move(converted, file(), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return result;
  }

  /// Returns the same faults with the name that the sender gave the file and without the name of this folder.
  public BadInput named(BadInput bad, String name) {
    return new BadInput(
        bad.problems().stream()
            .map(one -> new Problem(told(one.source(), name), one.line(), one.where(), told(one.reason(), name)))
            .toList());
  }

  private Sentence told(Sentence reason, String name) {
    List<SentenceValue> values = reason.values().stream().map(value -> told(value, name)).toList();
    return new Sentence(reason.code(), values, reason.parts(), told(reason.english(), name));
  }

  private SentenceValue told(SentenceValue value, String name) {
    return value instanceof SentenceValue.Text(String text) ? new SentenceValue.Text(told(text, name)) : value;
  }

  private String told(String text, String name) {
    return text.replace(file().toString(), name).replace(folder + folder.getFileSystem().getSeparator(), "");
  }

  @Override
  public void close() {
    remove(folder);
  }

  private static void remove(Path folder) {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      LOG.warn("an uploaded file could not be removed from {}", folder, e);
    }
  }
}
