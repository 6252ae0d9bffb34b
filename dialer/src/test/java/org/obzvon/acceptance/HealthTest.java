package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.console.StoreSilent;
import org.obzvon.console.Vitals;
import org.obzvon.contact.ContactState;
import org.obzvon.fixture.TestConsole;

/// Tests what `/health` says of the store and of its backups.
@Tag("slow")
@Timeout(60)
class HealthTest {
  @TempDir
  private Path folder;
  private final AtomicBoolean answers = new AtomicBoolean(true);
  private final AtomicReference<Optional<Duration>> backup = new AtomicReference<>(Optional.empty());
  private final CountDownLatch served = new CountDownLatch(1);
  private final AtomicBoolean crowded = new AtomicBoolean();
  private TestConsole console;

  /// A service whose store is overloaded, silent or neither.
  private final class StoreVitals implements Vitals {
    @Override
    public List<LineState> lines() {
      return List.of();
    }

    @Override
    public Map<ContactState, Integer> waiting() {
      if (!answers.get()) {
        throw new StoreSilent();
      }
      if (crowded.get()) {
        try {
          served.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return Map.of();
    }

    @Override
    public int unstored() {
      return 0;
    }

    @Override
    public List<String> dead() {
      return List.of();
    }

    @Override
    public boolean storeAnswers() {
      return answers.get();
    }

    @Override
    public Optional<Duration> sinceLastBackup() {
      return backup.get();
    }
  }

  @BeforeEach
  void open() {
    console = new TestConsole(folder, TestConsole.noon(), new StoreVitals());
  }

  @AfterEach
  void close() {
    served.countDown();
    console.close();
  }

  @Test
  void health_says_how_old_the_newest_backup_is() {
    backup.set(Optional.of(Duration.ofHours(30).plusMillis(700)));
    assertThat(console.nobody().get("/health").body()).contains("\"last_backup_seconds_ago\":108000");
  }

  @Test
  void health_says_that_there_is_no_backup() {
    assertThat(console.nobody().get("/health").body()).contains("\"last_backup_seconds_ago\":\"never\"");
  }

  @Test
  void a_crowded_store_is_no_silent_one() {
    crowded.set(true);
    HttpResponse<String> health = console.nobody().get("/health");
    assertThat(health.statusCode()).as("a restart would mend nothing").isEqualTo(200);
    assertThat(health.body()).contains("DEGRADED", "busy").doesNotContain("does not answer");
  }

  @Test
  void a_silent_store_is_down() {
    answers.set(false);
    HttpResponse<String> health = console.nobody().get("/health");
    assertThat(health.statusCode()).isEqualTo(503);
    assertThat(health.body()).contains("DOWN", "does not answer").doesNotContain("busy");
  }
}
