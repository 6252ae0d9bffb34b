package org.obzvon.console.api.http;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.obzvon.commands.UploadFolder;
import org.obzvon.console.api.Refusal;
import org.obzvon.console.http.BodyReceiver;

/// Limits the imports. A body is written to disk as it arrives, [#RECEIVED] at once, each no slower than `Receiving`
/// allows; [#WORKED] of them are read and stored at once, the others wait for a while and are then asked to come again.
@Singleton
final class ImportRoom {
  static final int LARGEST_BODY = 64 * 1024 * 1024;
  static final int RECEIVED = 8;
  static final int WORKED = 2;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
  private static final Duration COME_AGAIN = Duration.ofSeconds(10);

  private final BodyReceiver receiver;
  private final Semaphore received = new Semaphore(RECEIVED);
  private final Semaphore worked = new Semaphore(WORKED, true);

  ImportRoom(BodyReceiver receiver) {
    this.receiver = receiver;
  }

  <T> T with(HttpRequest<?> request, Function<UploadFolder, T> work) {
    if (!received.tryAcquire()) {
      throw busy();
    }
    try (UploadFolder folder = new UploadFolder()) {
      receiver.receive(request, LARGEST_BODY, body -> folder.receive(body));
      return inTurn(() -> work.apply(folder));
    } finally {
      received.release();
    }
  }

  private interface Work<T> {
    T run();
  }

  private <T> T inTurn(Work<T> work) {
    try {
      if (!worked.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw busy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    }
    try {
      return work.run();
    } finally {
      worked.release();
    }
  }

  private static Refusal busy() {
    return new Refusal(
        Refusal.Kind.BUSY, "other imports are being carried out; come again as Retry-After says",
        Optional.of(COME_AGAIN));
  }
}
