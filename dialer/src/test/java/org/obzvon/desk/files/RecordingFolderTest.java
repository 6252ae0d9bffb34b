package org.obzvon.desk.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obzvon.register.IdGenerator;

/// Tests that old recordings are removed and nothing else is.
class RecordingFolderTest {
  private static final Instant LINE = Instant.parse("2026-03-10T09:00:00Z");
  private static final Instant OLD = LINE.minusSeconds(1);

  @TempDir
  private Path place;

  private Path folder;

  @BeforeEach
  void make_folder() throws IOException {
    folder = Files.createDirectory(place.resolve("recordings"));
  }

  private static Path written(Path file, Instant at) throws IOException {
    Files.writeString(file, "sound");
    return Files.setLastModifiedTime(file, FileTime.from(at));
  }

  private Path recording(Instant at) throws IOException {
    return written(folder.resolve(IdGenerator.next() + ".wav"), at);
  }

  private int cleared() {
    return new RecordingFolder(folder).clear(LINE);
  }

  private List<Path> left() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void what_was_last_written_before_the_day_is_removed_and_what_is_younger_stays() throws IOException {
    recording(OLD);
    recording(OLD.minus(Duration.ofDays(400)));
    Path atTheLine = recording(LINE);
    Path young = recording(LINE.plusSeconds(1));
    assertThat(cleared()).isEqualTo(2);
    assertThat(left()).containsExactlyInAnyOrder(atTheLine, young);
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "notes.txt", "01a20fb3-2c74-797c-8475-ba8b6b9e9ce4.mp3", "01A20FB3-2C74-797C-8475-BA8B6B9E9CE4.wav",
    "x01a20fb3-2c74-797c-8475-ba8b6b9e9ce4.wav", "01a20fb3-2c74-797c-8475-ba8b6b9e9ce4.wav~"
  })
  void what_is_not_named_as_a_recording_is_left_alone(String name) throws IOException {
    Path other = written(folder.resolve(name), OLD);
    assertThat(cleared()).isZero();
    assertThat(left()).containsExactly(other);
  }

  @Test
  void a_link_is_no_way_out_of_the_folder() throws IOException {
    Path outside = written(place.resolve(IdGenerator.next() + ".wav"), OLD);
    Path inLinked = Files.createDirectory(place.resolve("elsewhere")).resolve(IdGenerator.next() + ".wav");
    written(inLinked, OLD);
    Path toFile = Files.createSymbolicLink(folder.resolve(IdGenerator.next() + ".wav"), outside);
    Path toFolder = Files.createSymbolicLink(folder.resolve(IdGenerator.next() + ".wav"), inLinked.getParent());
    Path toNothing = Files.createSymbolicLink(folder.resolve(IdGenerator.next() + ".wav"), place.resolve("gone"));
    recording(OLD);
    assertThat(cleared()).isOne();
    assertThat(left()).containsExactlyInAnyOrder(toFile, toFolder, toNothing);
    assertThat(outside).exists();
    assertThat(inLinked).exists();
  }

  @Test
  void a_folder_in_it_is_left_alone_whatever_its_name() throws IOException {
    Path deeper = Files.createDirectory(folder.resolve(IdGenerator.next() + ".wav"));
    Path inside = written(deeper.resolve(IdGenerator.next() + ".wav"), OLD);
    assertThat(cleared()).isZero();
    assertThat(inside).exists();
  }

  @Test
  void a_recording_that_nobody_may_read_is_removed_like_any_other() throws IOException {
    Files.setPosixFilePermissions(recording(OLD), PosixFilePermissions.fromString("---------"));
    recording(OLD);
    assertThat(cleared()).isEqualTo(2);
    assertThat(left()).isEmpty();
  }

  @Test
  void where_there_is_no_folder_yet_nothing_is_removed() throws IOException {
    Files.delete(folder);
    assertThat(cleared()).isZero();
    written(folder, OLD);
    assertThat(cleared()).as("a file in its place").isZero();
  }
}
