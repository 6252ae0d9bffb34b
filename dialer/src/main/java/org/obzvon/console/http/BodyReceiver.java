package org.obzvon.console.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.obzvon.console.api.Refusal;
import org.obzvon.console.api.UploadPace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads a large body as it arrives, without keeping it in memory, and cuts off a sender that is slower than
/// [UploadPace] allows.
@Singleton
public final class BodyReceiver {
  private static final Logger LOG = LoggerFactory.getLogger(BodyReceiver.class);
  private static final Duration STOPPING = Duration.ofSeconds(5);

  private final UploadPace receiving;

  BodyReceiver(UploadPace receiving) {
    this.receiving = receiving;
  }

  /// @param most bytes of the body; a body packed with gzip counts by its unpacked size
  /// @param reader reads the body to its end; runs on a thread of its own, because reading waits as long as a sender
  ///     likes
  /// @throws Refusal when the body comes too slowly or not to its end
  /// @throws io.micronaut.http.exceptions.HttpStatusException when it is larger
  public <T> T receive(HttpRequest<?> request, long most, Function<InputStream, T> reader) {
    CountedStream sent = new CountedStream(Bodies.stream(request), most);
    Arriving body = new Arriving(new CountedStream(unpacked(request, sent), most));
    FutureTask<T> reading = new FutureTask<>(() -> reader.apply(body));
    Thread thread = Thread.ofVirtual().name("receiving").start(reading);
    try {
      return result(reading, sent);
    } catch (TimeoutException _) {
      throw new Refusal(
          Refusal.Kind.SLOW,
          "less than " + receiving.least() + " bytes of the body arrived within " + receiving.window().toSeconds()
              + " seconds; send it over a faster line or in parts");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while a body was received", e);
    } catch (ExecutionException e) {
      if (body.broken || e.getCause() instanceof UncheckedIOException io && io.getCause() instanceof EOFException) {
        LOG.info("{} {}: the body did not arrive whole: {}", request.getMethod(), request.getPath(),
            e.getCause().getMessage());
        throw new Refusal(Refusal.Kind.CUT, "the body did not arrive whole; send it again");
      }
      throw e.getCause() instanceof RuntimeException fault ? fault : new IllegalStateException(e.getCause());
    } finally {
      stop(thread);
    }
  }

  /// @throws TimeoutException when too little arrived within a window
  private <T> T result(FutureTask<T> reading, CountedStream body)
      throws TimeoutException, InterruptedException, ExecutionException {
    long before = 0;
    while (true) {
      try {
        return reading.get(receiving.window().toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException slow) {
        long now = body.count();
        if (!body.hasEnded() && now - before < receiving.least()) {
          throw slow;
        }
        before = now;
      }
    }
  }

  /// Interrupts the reader and waits until it no longer writes to the folder, which is about to be removed.
  private static void stop(Thread thread) {
    thread.interrupt();
    try {
      thread.join(STOPPING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static InputStream unpacked(HttpRequest<?> request, InputStream body) {
    return isGzip(request) ? new Unpacking(body) : body;
  }

  static boolean isGzip(HttpRequest<?> request) {
    return "gzip".equalsIgnoreCase(request.getHeaders().get(HttpHeaders.CONTENT_ENCODING));
  }

  /// Reads the head of the packed stream on the first read and not in the constructor, because that may wait.
  private static final class Unpacking extends InputStream {
    private final InputStream packed;
    private InputStream in;

    Unpacking(InputStream packed) {
      this.packed = packed;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      if (in == null) {
        in = new GZIPInputStream(packed, 1 << 13);
      }
      return in.read(into, from, length);
    }

    @Override
    public void close() throws IOException {
      packed.close();
    }
  }

  /// Marks faults that come from the body's own stream, to tell them from faults of ours.
  private static final class Arriving extends FilterInputStream {
    private volatile boolean broken;

    Arriving(InputStream body) {
      super(body);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      try {
        return super.read(into, from, length);
      } catch (IOException e) {
        broken = true;
        throw e;
      }
    }
  }
}
