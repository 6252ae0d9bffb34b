package org.obzvon.console.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.web.router.Router;
import java.util.stream.Collectors;
import org.obzvon.document.BadInput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What goes wrong on the way through a route, answered in one manner everywhere; the answer to a fault of ours tells
/// nothing of its inside.
@Controller
final class Errors {
  private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

  private final Router router;
  private final Refusals refusals;

  Errors(Router router, Refusals refusals) {
    this.router = router;
    this.refusals = refusals;
  }

  @Error(global = true)
  HttpResponse<?> badInput(HttpRequest<?> request, BadInput bad) {
    return refusals.of(request, HttpStatus.BAD_REQUEST, "refused.input", bad.problems());
  }

  @Error(global = true, status = HttpStatus.NOT_FOUND)
  HttpResponse<?> notFound(HttpRequest<?> request) {
    return refusals.of(request, HttpStatus.NOT_FOUND, "refused.missing");
  }

  @Error(global = true, status = HttpStatus.METHOD_NOT_ALLOWED)
  HttpResponse<?> notAllowed(HttpRequest<?> request) {
    String allowed =
        router.findAny(request).stream().map(route -> route.getRouteInfo().getHttpMethodName()).distinct().sorted()
            .collect(Collectors.joining(", "));
    return refusals.of(request, HttpStatus.METHOD_NOT_ALLOWED, "refused.method").header(HttpHeaders.ALLOW, allowed);
  }

  @Error(global = true, status = HttpStatus.UNSUPPORTED_MEDIA_TYPE)
  HttpResponse<?> otherForm(HttpRequest<?> request) {
    return refusals.of(request, HttpStatus.UNSUPPORTED_MEDIA_TYPE, "refused.input");
  }

  @Error(global = true)
  HttpResponse<?> status(HttpRequest<?> request, HttpStatusException e) {
    String why =
        switch (e.getStatus()) {
          case NOT_FOUND -> "refused.missing";
          case FORBIDDEN -> "refused.csrf";
          case REQUEST_ENTITY_TOO_LARGE -> "refused.size";
          default -> "refused.input";
        };
    return refusals.of(request, e.getStatus(), why);
  }

  @Error(global = true)
  HttpResponse<?> fault(HttpRequest<?> request, Throwable fault) {
    LOG.error("{} {} failed", request.getMethod(), request.getPath(), fault);
    return refusals.of(request, HttpStatus.INTERNAL_SERVER_ERROR, "refused.fault");
  }
}
