package org.obzvon.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.obzvon.TestData.NOON;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.obzvon.TestClock;
import org.obzvon.document.BadInput;
import org.obzvon.register.csv.CsvFindingLists;
import org.obzvon.staff.Actor;

/// How many uploaded files are kept, how long, and that one import runs at a time.
class UploadsTest {
  private final TestClock clock = new TestClock(NOON);
  private final Uploads<String> uploads = new Uploads<>(new CsvFindingLists(), clock);

  @AfterEach
  void close() {
    uploads.close();
  }

  private Upload<String> prepared() {
    return uploads.prepare("", (given, _) -> given.dryRun() ? "tried" : "taken");
  }

  private static ByteArrayInputStream bytes() {
    return new ByteArrayInputStream(new byte[10]);
  }

  private static Path folder(Upload<String> upload) {
    return upload.folder.file().getParent();
  }

  @Test
  void the_oldest_makes_room_for_the_newest() {
    Upload<String> oldest = prepared();
    for (int i = 0; i < Uploads.MOST_REMEMBERED - 1; i++) {
      prepared();
    }
    assertThat(uploads.find(oldest.id())).contains(oldest);
    prepared();
    assertThat(uploads.find(oldest.id())).isEmpty();
    assertThat(folder(oldest)).doesNotExist();
  }

  @Test
  void a_file_is_gone_when_nobody_has_asked_for_it_for_an_hour() {
    Upload<String> left = prepared();
    Upload<String> used = prepared();
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
    Upload<String> upload = prepared();
    uploads.close();
    assertThat(folder(upload)).doesNotExist();
  }

  @Test
  void one_import_runs_at_a_time_and_the_next_file_is_refused_and_removed() {
    CountDownLatch done = new CountDownLatch(1);
    Upload<String> slow =
        uploads.prepare(
            "",
            (_, _) -> {
              try {
                done.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return "tried";
            });
    uploads.receive(Actor.SERVICE, slow, "slow.csv", bytes());
    Upload<String> next = prepared();
    assertThatThrownBy(() -> uploads.receive(Actor.SERVICE, next, "next.csv", bytes()))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("another import is running");
    assertThat(folder(next)).doesNotExist();
    done.countDown();
    await().until(() -> slow.state() instanceof Upload.State.Tried);
    uploads.take(Actor.SERVICE, slow, false);
    await().until(() -> slow.state() instanceof Upload.State.Taken);
    assertThatThrownBy(() -> uploads.take(Actor.SERVICE, slow, false)).hasMessageContaining("was taken already");
  }
}
