package org.obzvon.console.api.http;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.obzvon.console.UploadFolder;
import org.obzvon.console.api.Receiving;
import org.obzvon.console.api.Refusal;
import org.obzvon.console.http.Bodies;

/// Room for imports. A body goes to the disk as it comes, [#RECEIVED] at once, each for as long as [Receiving] allows;
/// [#WORKED] of them are read and stored at once, the others wait for a while and are then asked to come again.
@Singleton
final class ImportRoom {
  static final int RECEIVED = 8;
  static final int WORKED = 2;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
  private static final Duration STOPPING = Duration.ofSeconds(5);
  private static final Duration COME_AGAIN = Duration.ofSeconds(10);

  private final Receiving receiving;
  private final Semaphore received = new Semaphore(RECEIVED);
  private final Semaphore worked = new Semaphore(WORKED, true);

  ImportRoom(Receiving receiving) {
    this.receiving = receiving;
  }

  <T> T with(HttpRequest<?> request, Function<UploadFolder, T> work) {
    if (!received.tryAcquire()) {
      throw busy();
    }
    try (UploadFolder folder = new UploadFolder()) {
      receive(request, folder);
      return inTurn(() -> work.apply(folder));
    } finally {
      received.release();
    }
  }

  /// On a thread of its own, which is interrupted when its time is over: reading waits for as long as a sender likes.
  private void receive(HttpRequest<?> request, UploadFolder folder) {
    Duration longest = receiving.longest(Bodies.length(request).orElse(0));
    InputStream body = Bodies.stream(request);
    FutureTask<Boolean> copying = new FutureTask<>(() -> folder.receive(body), true);
    Thread copier = Thread.ofVirtual().name("receiving").start(copying);
    try {
      copying.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      stop(copier);
      throw new Refusal(
          Refusal.Kind.SLOW, "the body did not arrive within " + longest.toSeconds() + " seconds; send it faster or in parts");
    } catch (InterruptedException e) {
      stop(copier);
      Thread.currentThread().interrupt();
      throw busy();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException fault ? fault : new IllegalStateException(e.getCause());
    }
  }

  /// Waits until it writes nothing more to the folder, which is about to go.
  private static void stop(Thread copier) {
    copier.interrupt();
    try {
      copier.join(STOPPING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
        Refusal.Kind.BUSY, "other imports are being carried out; come again as Retry-After says", Optional.of(COME_AGAIN));
  }
}
