package org.obzvon.console.api.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.UriRouteMatch;

/// Counts every answer of the API.
@ServerFilter("/api/v1/**")
final class ApiMeters {
  private static final String ROUTE = ApiMeters.class.getName();

  private final MeterRegistry registry;

  ApiMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /// Remembers the route now, because on a failure another route answers in its place.
  @RequestFilter
  void remember(HttpRequest<?> request) {
    RouteAttributes.getRouteMatch(request)
        .filter(UriRouteMatch.class::isInstance)
        .map(match -> ((UriRouteMatch<?, ?>) match).getRouteInfo().getUriMatchTemplate().toString())
        .ifPresent(route -> request.setAttribute(ROUTE, route));
  }

  /// Labels the counter with the route's own pattern, never with the caller's text.
  @ResponseFilter
  void count(HttpRequest<?> request, MutableHttpResponse<?> response) {
    String route = request.getAttribute(ROUTE, String.class).orElse("none");
    registry
        .counter("obzvon_api_requests", "route", route, "status", Integer.toString(response.code()))
        .increment();
  }
}
