package org.obzvon.desk.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.obzvon.desk.RecordingShelf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A folder of recordings. It touches only files with our own names and follows no links.
public final class RecordingFolder implements RecordingShelf {
  private static final Logger LOG = LoggerFactory.getLogger(RecordingFolder.class);
  private static final Pattern OURS = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.wav");
  private static final int MOST_AT_ONCE = 10_000;

  private final Path folder;

  public RecordingFolder(Path folder) {
    this.folder = folder;
  }

  @Override
  public int clear(Instant lastWrittenBefore) {
    int removed = 0;
    for (Path file : recordings()) {
      try {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(lastWrittenBefore) && Files.deleteIfExists(file)) {
          removed++;
        }
      } catch (IOException e) {
        LOG.error("the recording {} is overdue and could not be removed", file.getFileName(), e);
      }
    }
    return removed;
  }

  @Override
  public List<Path> of(Collection<UUID> attempts) {
    return attempts.stream().map(attempt -> folder.resolve(attempt + ".wav")).filter(RecordingFolder::isFile).sorted()
        .toList();
  }

  private static boolean isFile(Path path) {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  private List<Path> recordings() {
    if (!Files.isDirectory(folder)) {
      return List.of(); // the exchange creates the folder with the first recording
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> OURS.matcher(file.getFileName().toString()).matches() && isFile(file))
          .limit(MOST_AT_ONCE)
          .toList();
    } catch (IOException e) {
      LOG.error("the folder of recordings {} cannot be read", folder, e);
      return List.of();
    }
  }
}
