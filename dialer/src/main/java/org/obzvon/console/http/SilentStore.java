package org.obzvon.console.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.filter.HttpServerFilter;
import io.micronaut.http.filter.ServerFilterChain;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.obzvon.console.Vitals;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/// Answers 503 at once while the store does not answer, also to requests that are waiting for it when it stops
/// answering; the work they began ends by the bounds of its own waits. Health and the parts of a page need no store.
/// The metrics are answered too, but without the numbers from the store.
@Filter(Filter.MATCH_ALL_PATTERN)
final class SilentStore implements HttpServerFilter {
  private static final String HEALTH = "/health";
  private static final String METRICS = "/prometheus";

  private final Vitals vitals;
  private final Refusals refusals;
  private final Set<MonoSink<Boolean>> underWay = ConcurrentHashMap.newKeySet();

  SilentStore(Vitals vitals, Refusals refusals) {
    this.vitals = vitals;
    this.refusals = refusals;
    vitals.onStoreSilence(() -> List.copyOf(underWay).forEach(sink -> sink.success(true)));
  }

  /// Runs before [AccessFilter], which asks the store for the caller.
  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @Override
  public Publisher<MutableHttpResponse<?>> doFilter(HttpRequest<?> request, ServerFilterChain chain) {
    if (request.getPath().equals(HEALTH) || request.getPath().startsWith("/assets/")) {
      return chain.proceed(request);
    }
    if (!vitals.storeAnswers() && !request.getPath().equals(METRICS)) {
      return Mono.just(refused(request));
    }
    Mono<MutableHttpResponse<?>> refused = silence().map(_ -> refused(request));
    return Mono.firstWithSignal(refused, Mono.<MutableHttpResponse<?>>defer(() -> Mono.from(chain.proceed(request))));
  }

  /// Completes when the store stops answering from now on.
  private Mono<Boolean> silence() {
    return Mono.create(
        sink -> {
          underWay.add(sink);
          sink.onDispose(() -> underWay.remove(sink));
        });
  }

  private MutableHttpResponse<?> refused(HttpRequest<?> request) {
    return refusals.of(request, HttpStatus.SERVICE_UNAVAILABLE, "refused.store").header(HttpHeaders.RETRY_AFTER, "5");
  }
}
