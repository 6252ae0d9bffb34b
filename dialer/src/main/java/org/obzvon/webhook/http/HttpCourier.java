package org.obzvon.webhook.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.obzvon.document.Sentence;
import org.obzvon.webhook.Courier;
import org.obzvon.webhook.Targets;

/// Posts by HTTP/1.1, follows no redirect, uses no proxy and reads only the beginning of the answer.
///
/// Every address to which the name resolves is checked right before the request. Java caches the look-up for half a
/// minute, so the connection goes to a checked address.
public final class HttpCourier implements Courier {
  private final Targets targets;
  private final Duration timeout;
  private final HttpClient client;

  /// @param timeout limit for the whole of one try
  public HttpCourier(Targets targets, Duration timeout) {
    this.targets = targets;
    this.timeout = timeout;
    this.client = HttpClient.newBuilder()
        .connectTimeout(timeout)
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .proxy(HttpClient.Builder.NO_PROXY)
        .build();
  }

  @Override
  public Answer post(Parcel parcel) {
    Optional<Sentence> refusal = refusal(parcel.url());
    if (refusal.isPresent()) {
      return new Answer.NoAnswer("not called: " + refusal.get().english());
    }
    HttpRequest.Builder request = HttpRequest.newBuilder(parcel.url())
        .timeout(timeout)
        .POST(HttpRequest.BodyPublishers.ofByteArray(parcel.body()));
    parcel.headers().forEach(request::header);
    CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request.build(), _ -> new FirstBytes());
    try {
      HttpResponse<byte[]> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return new Answer.Answered(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
    } catch (TimeoutException _) {
      answer.cancel(true);
      return new Answer.NoAnswer("no whole answer within " + timeout.toSeconds() + " s");
    } catch (ExecutionException e) {
      return new Answer.NoAnswer(words(e.getCause()));
    } catch (InterruptedException _) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      return new Answer.NoAnswer("the service stopped");
    }
  }

  private Optional<Sentence> refusal(URI url) {
    Optional<Sentence> written = targets.refusal(url);
    if (written.isPresent()) {
      return written;
    }
    try {
      for (InetAddress address : InetAddress.getAllByName(url.getHost())) {
        Optional<Sentence> led = targets.refusal(url, address);
        if (led.isPresent()) {
          return led;
        }
      }
      return Optional.empty();
    } catch (UnknownHostException _) {
      return Optional.of(Sentence.unworded("the name of the host leads nowhere"));
    }
  }

  private static String words(Throwable fault) {
    String name = fault.getClass().getSimpleName();
    return fault instanceof IOException && fault.getMessage() != null ? name + ": " + fault.getMessage() : name;
  }
}
