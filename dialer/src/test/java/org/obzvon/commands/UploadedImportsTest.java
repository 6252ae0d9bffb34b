package org.obzvon.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.obzvon.fixture.TestData.NOON;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obzvon.document.BadInput;
import org.obzvon.fixture.TestClock;
import org.obzvon.register.csv.CsvFindingListReader;
import org.obzvon.staff.Actor;

/// Tests how many uploaded files are kept and how long, and that only one import runs at a time.
@Tag("slow")
class UploadedImportsTest {
  private final TestClock clock = new TestClock(NOON);
  private final UploadedImports<String> uploads = new UploadedImports<>(new CsvFindingListReader(), clock);

  @AfterEach
  void close() {
    uploads.close();
  }

  private UploadedImport<String> prepared() {
    return uploads.prepare("", (given, _) -> given.dryRun() ? "tried" : "taken");
  }

  private static final UploadedImports.Arrival FILE = folder -> folder.receive(new ByteArrayInputStream(new byte[10]));

  private static Path folder(UploadedImport<String> upload) {
    return upload.folder.file().getParent();
  }

  @Test
  void the_oldest_makes_room_for_the_newest() {
    UploadedImport<String> oldest = prepared();
    for (int i = 0; i < UploadedImports.MOST_REMEMBERED - 1; i++) {
      prepared();
    }
    assertThat(uploads.find(oldest.id())).contains(oldest);
    prepared();
    assertThat(uploads.find(oldest.id())).isEmpty();
    assertThat(folder(oldest)).doesNotExist();
  }

  @Test
  void a_file_is_gone_when_nobody_has_asked_for_it_for_an_hour() {
    UploadedImport<String> left = prepared();
    UploadedImport<String> used = prepared();
    clock.tick(Duration.ofMinutes(40));
    assertThat(uploads.find(used.id())).isPresent();
    clock.tick(Duration.ofMinutes(40));
    assertThat(uploads.find(used.id())).isPresent();
    assertThat(uploads.find(left.id())).isEmpty();
    assertThat(folder(left)).doesNotExist();
    assertThat(folder(used)).exists();
  }

  @Test
  void nothing_is_left_when_the_service_stops() {
    UploadedImport<String> upload = prepared();
    uploads.close();
    assertThat(folder(upload)).doesNotExist();
  }

  private static void told(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void one_import_runs_at_a_time_and_the_next_file_waits_for_it() {
    CountDownLatch done = new CountDownLatch(1);
    UploadedImport<String> slow = uploads.prepare(
        "",
        (_, _) -> {
          told(done);
          return "tried";
        });
    uploads.receive(Actor.SERVICE, slow, "slow.csv", FILE);
    UploadedImport<String> next = prepared();
    uploads.receive(Actor.SERVICE, next, "next.csv", FILE);
    assertThat(next.state()).isInstanceOf(UploadedImport.State.Running.class);
    assertThat(next.stage()).isEqualTo("waiting");
    done.countDown();
    await().until(() -> slow.state() instanceof UploadedImport.State.Tried
        && next.state() instanceof UploadedImport.State.Tried);
    uploads.take(Actor.SERVICE, slow, false);
    await().until(() -> slow.state() instanceof UploadedImport.State.Taken);
    assertThatThrownBy(() -> uploads.take(Actor.SERVICE, slow, false)).hasMessageContaining("was taken already");
  }

  @Test
  void files_that_are_read_are_not_removed_for_newer_ones() {
    CountDownLatch done = new CountDownLatch(1);
    for (int i = 0; i < UploadedImports.MOST_REMEMBERED; i++) {
      UploadedImport<String> upload = uploads.prepare(
          "",
          (_, _) -> {
            told(done);
            return "tried";
          });
      uploads.receive(Actor.SERVICE, upload, "slow.csv", FILE);
      assertThat(folder(upload)).exists();
    }
    assertThatThrownBy(this::prepared).isInstanceOf(BadInput.class)
        .hasMessageContaining("send it when one of them is done");
    done.countDown();
    await().ignoreExceptions().until(() -> prepared() != null);
  }

  @Test
  void a_file_that_does_not_arrive_whole_leaves_nothing_behind() {
    UploadedImport<String> cut = prepared();
    assertThatThrownBy(
        () -> uploads.receive(
            Actor.SERVICE, cut, "cut.csv",
            folder -> {
              FILE.into(folder);
              throw new UncheckedIOException(new IOException("connection reset"));
            }))
        .hasMessageContaining("connection reset");
    assertThat(uploads.find(cut.id())).isEmpty();
    assertThat(folder(cut)).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(classes = {StackOverflowError.class, OutOfMemoryError.class, IllegalStateException.class})
  void an_import_that_ends_with_an_error_is_over_and_says_so(Class<? extends Throwable> type)
      throws ReflectiveOperationException {
    Throwable fault = type.getConstructor().newInstance();
    UploadedImport<String> upload = uploads.prepare(
        "",
        (_, _) -> {
          throw UploadedImportsTest.<RuntimeException>thrown(fault);
        });
    uploads.receive(Actor.SERVICE, upload, "deep.csv", FILE);
    await().until(() -> upload.state() instanceof UploadedImport.State.Refused);
    assertThat(((UploadedImport.State.Refused<String>) upload.state()).problems()).hasSize(1);
    UploadedImport<String> next = prepared();
    uploads.receive(Actor.SERVICE, next, "next.csv", FILE);
    await().until(() -> next.state() instanceof UploadedImport.State.Tried);
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> E thrown(Throwable fault) throws E {
    throw (E) fault;
  }
}
