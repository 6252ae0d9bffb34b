package org.obzvon.console.api.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.UriRouteMatch;
import java.util.Optional;
import org.obzvon.console.api.RateLimit;
import org.obzvon.console.api.Refusal;
import org.obzvon.console.http.Visit;
import org.obzvon.staff.Caller;

/// Behind the gate: a key makes no more requests than it may, before a body is read; every answer is counted.
@ServerFilter("/api/v1/**")
final class ApiFilter {
  private static final int BEHIND_THE_GATE = 100;
  private static final String ROUTE = ApiFilter.class.getName();

  private final RateLimit limit;
  private final MeterRegistry registry;

  ApiFilter(ApiSteps steps, MeterRegistry registry) {
    this.limit = steps.keeping().limit();
    this.registry = registry;
  }

  /// Where it fails, another route answers in its place.
  @RequestFilter
  @Order(-BEHIND_THE_GATE)
  void remember(HttpRequest<?> request) {
    RouteAttributes.getRouteMatch(request)
        .filter(UriRouteMatch.class::isInstance)
        .map(match -> ((UriRouteMatch<?, ?>) match).getRouteInfo().getUriMatchTemplate().toString())
        .ifPresent(route -> request.setAttribute(ROUTE, route));
  }

  @RequestFilter
  @Order(BEHIND_THE_GATE)
  @Nullable HttpResponse<?> pass(HttpRequest<?> request) {
    if (!Visit.isKnown(request) || !(Visit.of(request).caller() instanceof Caller.Program program)) {
      return null;
    }
    return limit.pass(program.key())
        .map(wait -> ApiErrors.of(
            new Refusal(
                Refusal.Kind.TOO_MANY, "this key makes more requests than it may; wait as Retry-After says",
                Optional.of(wait))))
        .orElse(null);
  }

  /// Labels are the route's own pattern, never what the caller wrote.
  @ResponseFilter
  void count(HttpRequest<?> request, MutableHttpResponse<?> response) {
    String route = request.getAttribute(ROUTE, String.class).orElse("none");
    registry
        .counter("obzvon_api_requests", "route", route, "status", Integer.toString(response.code()))
        .increment();
  }
}
