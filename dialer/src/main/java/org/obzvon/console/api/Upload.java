package org.obzvon.console.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.document.Sentence;

/// A body as the file that the steps of the work read, in a folder of its own that is gone afterwards.
public final class Upload {
  /// What messages call it.
  public static final String NAME = "body";

  private Upload() {}

  /// @throws BadInput of the work, speaking of the body instead of the file
  public static <T> T asFile(byte[] body, Function<Path, T> work) {
    try {
      Path folder = Files.createTempDirectory("obzvon-api");
      try {
        return work.apply(Files.write(folder.resolve(NAME), body));
      } catch (BadInput e) {
        throw ofBody(e, folder);
      } finally {
        remove(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BadInput ofBody(BadInput bad, Path folder) {
    String prefix = folder + folder.getFileSystem().getSeparator();
    List<Problem> problems =
        bad.problems().stream()
            .map(
                one -> new Problem(
                    one.source().replace(prefix, ""), one.line(), one.where(), without(prefix, one.reason())))
            .toList();
    return new BadInput(problems);
  }

  private static Sentence without(String prefix, Sentence reason) {
    List<String> values = reason.values().stream().map(value -> value.replace(prefix, "")).toList();
    return new Sentence(reason.code(), values, reason.parts(), reason.english().replace(prefix, ""));
  }

  private static void remove(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
