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

/// The body of a request, whose length [Gate] has held against the route's bound.
public final class Bodies {
  private static final long LONGEST_SECONDS = 20;

  private Bodies() {}

  /// Empty when it was not told beforehand.
  public static OptionalLong length(HttpRequest<?> request) {
    return body(request).expectedLength();
  }

  /// Without fields when the request brings no form.
  ///
  /// @throws org.obzvon.document.BadInput when it is not written as a form is
  public static Form form(HttpRequest<?> request) {
    boolean isForm =
        request.getContentType().filter(type -> type.matches(MediaType.APPLICATION_FORM_URLENCODED_TYPE)).isPresent();
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

  /// Also where the length was not told; no more than what may come is read.
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

  /// The body as it comes, to be read once. It is taken whole: of a body that is split, the half that nobody reads would
  /// hold up the other as soon as the buffers are full.
  public static InputStream stream(HttpRequest<?> request) {
    return body(request).toInputStream();
  }

  private static ByteBody body(HttpRequest<?> request) {
    return ((ServerHttpRequest<?>) request).byteBody();
  }
}
