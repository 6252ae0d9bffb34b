package org.obzvon.call.tts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.obzvon.call.RobotFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The rendered sounds on disk, named by their content. A file's time is when it was last requested; beyond the limit
/// the oldest are removed first. A sound requested within [#IN_USE] may be about to be played and stays, so for a while
/// the folder may hold more, but never more than twice the limit: then nothing is added.
final class SoundFolder {
  static final Duration IN_USE = Duration.ofMinutes(30);
  private static final Logger LOG = LoggerFactory.getLogger(SoundFolder.class);
  /// The shortest time between two updates of a file's time.
  private static final Duration TOUCH = Duration.ofMinutes(5);

  private final Path folder;
  private final long limitBytes;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private long bytes;

  SoundFolder(Path folder, long limitBytes, InstantSource clock) {
    this.folder = folder;
    this.limitBytes = limitBytes;
    this.clock = clock;
    try {
      Files.createDirectories(folder);
      removeUnfinished();
      this.bytes = sounds().stream().mapToLong(Sound::bytes).sum();
    } catch (IOException e) {
      throw new UncheckedIOException("the speech folder " + folder + " cannot be used", e);
    }
  }

  /// Returns whether the sound exists; if it does, it counts as used now.
  boolean has(String name) throws IOException {
    Path file = file(name);
    try {
      Instant now = clock.instant();
      if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(TOUCH))) {
        Files.setLastModifiedTime(file, FileTime.from(now));
      }
      return true;
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  /// Creates a file for a sound that is being made, on the same file system as the folder. The exchange reads it by its
  /// group; other users must not see debtors' names.
  Path unfinished() throws IOException {
    Path file = Files.createTempFile(folder, "unfinished-", ".wav");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    return file;
  }

  /// Gives a finished file its name as a sound, in one atomic step for all readers.
  void keep(Path finished, String name) throws IOException, RobotFault {
    long size = Files.size(finished);
    lock.lock();
    try {
      if (bytes + size > limitBytes) {
        removeOldest(limitBytes - size);
      }
      if (bytes + size > 2 * limitBytes) {
        throw new RobotFault("the speech folder is full of sounds in use; raise its limit");
      }
      Files.setLastModifiedTime(finished, FileTime.from(clock.instant()));
      Files.createDirectories(file(name).getParent());
      boolean replaces = Files.exists(file(name));
      move(finished, file(name));
      bytes += replaces ? 0 : size;
    } finally {
      lock.unlock();
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException("the file system cannot rename in one step", e);
    }
  }

  private void removeOldest(long until) throws IOException {
    Instant inUse = clock.instant().minus(IN_USE);
    List<Sound> oldestFirst = new ArrayList<>(sounds());
    oldestFirst.sort(Comparator.comparing(Sound::used));
    bytes = oldestFirst.stream().mapToLong(Sound::bytes).sum();
    int removed = 0;
    for (Sound sound : oldestFirst) {
      if (bytes <= until || sound.used().isAfter(inUse)) {
        break;
      }
      if (Files.deleteIfExists(sound.file())) {
        bytes -= sound.bytes();
        removed++;
      }
    }
    LOG.info("speech folder over its limit of {} bytes: {} sounds removed", limitBytes, removed);
  }

  private record Sound(Path file, long bytes, Instant used) {}

  private List<Sound> sounds() throws IOException {
    List<Sound> sounds = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder, 2)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".wav")).toList()) {
        if (!isUnfinished(file)) {
          sounds.add(new Sound(file, Files.size(file), Files.getLastModifiedTime(file).toInstant()));
        }
      }
    }
    return sounds;
  }

  private void removeUnfinished() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(SoundFolder::isUnfinished).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static boolean isUnfinished(Path file) {
    return file.getFileName().toString().startsWith("unfinished-");
  }

  private Path file(String name) {
    return folder.resolve(name + ".wav");
  }
}
