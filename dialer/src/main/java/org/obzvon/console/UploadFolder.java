package org.obzvon.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.document.Sentence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A folder for one file that came from outside and for what is made of it, which only this process may read. Gone
/// when it is closed.
public final class UploadFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UploadFolder.class);

  private final Path folder;

  public UploadFolder() {
    try {
      this.folder = Files.createTempDirectory("obzvon-upload-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path file() {
    return folder.resolve("body");
  }

  /// Where rejected rows are listed.
  public Path rejected() {
    return folder.resolve("rejected.csv");
  }

  /// Foreign names and words; empty where there are none.
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

  public void receive(InputStream bytes) {
    try (bytes) {
      Files.copy(bytes, file(), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public byte[] bytes() {
    try {
      return Files.readAllBytes(file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void receive(byte[] bytes) {
    try {
      Files.write(file(), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Does the work; what it says of the file it says by the name that its sender knows, and of this folder nothing.
  public <T> T naming(String name, Supplier<T> work) {
    try {
      return work.get();
    } catch (BadInput bad) {
      List<Problem> problems =
          bad.problems().stream()
              .map(one -> new Problem(told(one.source(), name), one.line(), one.where(), told(one.reason(), name)))
              .toList();
      throw new BadInput(problems);
    }
  }

  private Sentence told(Sentence reason, String name) {
    List<String> values = reason.values().stream().map(value -> told(value, name)).toList();
    return new Sentence(reason.code(), values, reason.parts(), told(reason.english(), name));
  }

  private String told(String text, String name) {
    return text.replace(file().toString(), name).replace(folder + folder.getFileSystem().getSeparator(), "");
  }

  @Override
  public void close() {
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
