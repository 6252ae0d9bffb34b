package org.obzvon.console.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.body.ByteBody;
import io.micronaut.http.exceptions.HttpStatusException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Reads the body of a request, whose length [AccessFilter] has checked against the route's bound.
public final class Bodies {
  private static final long LONGEST_SECONDS = 20;

  private Bodies() {}

  /// Returns the declared length; empty when none was declared.
  public static OptionalLong length(HttpRequest<?> request) {
    return body(request).expectedLength();
  }

  /// Returns the form of the body; a form without fields when the request brings none.
  ///
  /// @throws org.obzvon.document.BadInput when the body is not written as a form
  public static Form form(HttpRequest<?> request) {
    boolean isForm = request.getContentType().filter(type -> type.matches(MediaType.APPLICATION_FORM_URLENCODED_TYPE))
        .isPresent();
    if (!isForm) {
      return Form.EMPTY;
    }
    var copy = body(request).split(ByteBody.SplitBackpressureMode.FASTEST).buffer();
    try (var read = copy.get(LONGEST_SECONDS, TimeUnit.SECONDS)) {
      return Form.parse(read.toString(StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the form did not arrive", e);
    }
  }

  /// Returns the body as text, also where no length was declared. Reading stops once there are more than `most` bytes.
  ///
  /// @throws HttpStatusException when there is more
  static String text(HttpRequest<?> request, int most) {
    try (InputStream bytes = stream(request)) {
      byte[] read = bytes.readNBytes(most + 1);
      if (read.length > most) {
        throw new HttpStatusException(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "");
      }
      return new String(read, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Returns the body as it arrives, to be read once. The body is taken whole: if it were split, the half that nobody
  /// reads would block the other as soon as the buffers are full.
  public static InputStream stream(HttpRequest<?> request) {
    return body(request).toInputStream();
  }

  private static ByteBody body(HttpRequest<?> request) {
    return ((ServerHttpRequest<?>) request).byteBody();
  }
}
