package org.obzvon.console.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.web.router.Router;
import java.net.URISyntaxException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.obzvon.console.StoreSilent;
import org.obzvon.document.BadInput;
import org.obzvon.document.LogLimit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers faults of all routes in the same way. The answer to a fault of ours reveals no internals.
@Controller
final class Errors {
  private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
  private static final int DEEPEST_CAUSE = 20;
  /// The SQL states of connection exceptions and of a server that is stopped or not yet started (PostgreSQL, appendix
  /// A).
  private static final Pattern AWAY = Pattern.compile("08...|57P0[123]");

  private final LogLimit lines = new LogLimit(BETWEEN_LINES);
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

  /// Answers a request whose address could not be read, so that `request` holds none.
  @Error(global = true)
  HttpResponse<?> malformedAddress(HttpRequest<?> request, URISyntaxException bad) {
    return refusals.of(request, HttpStatus.BAD_REQUEST, "refused.input");
  }

  @Error(global = true, status = HttpStatus.NOT_FOUND)
  HttpResponse<?> notFound(HttpRequest<?> request) {
    return refusals.of(request, HttpStatus.NOT_FOUND, "refused.missing");
  }

  @Error(global = true, status = HttpStatus.METHOD_NOT_ALLOWED)
  HttpResponse<?> notAllowed(HttpRequest<?> request) {
    String allowed = router.findAny(request).stream().map(route -> route.getRouteInfo().getHttpMethodName()).distinct()
        .sorted()
        .collect(Collectors.joining(", "));
    return refusals.of(request, HttpStatus.METHOD_NOT_ALLOWED, "refused.method").header(HttpHeaders.ALLOW, allowed);
  }

  @Error(global = true, status = HttpStatus.UNSUPPORTED_MEDIA_TYPE)
  HttpResponse<?> otherForm(HttpRequest<?> request) {
    return refusals.of(request, HttpStatus.UNSUPPORTED_MEDIA_TYPE, "refused.input");
  }

  @Error(global = true)
  HttpResponse<?> status(HttpRequest<?> request, HttpStatusException e) {
    String why = switch (e.getStatus()) {
      case NOT_FOUND -> "refused.missing";
      case FORBIDDEN -> "refused.csrf";
      case REQUEST_ENTITY_TOO_LARGE -> "refused.size";
      default -> "refused.input";
    };
    return refusals.of(request, e.getStatus(), why);
  }

  @Error(global = true)
  HttpResponse<?> fault(HttpRequest<?> request, Throwable fault) {
    if (isOfTheStore(fault)) {
      lines.write(more -> LOG.warn("{} {} was refused because the store does not answer{}", request.getMethod(),
          request.getPath(), more));
      return refusals.of(request, HttpStatus.SERVICE_UNAVAILABLE, "refused.store").header(HttpHeaders.RETRY_AFTER, "5");
    }
    LOG.error("{} {} failed", request.getMethod(), request.getPath(), fault);
    return refusals.of(request, HttpStatus.INTERNAL_SERVER_ERROR, "refused.fault");
  }

  /// Returns whether a connection to the store was not obtained, broke, or was closed by a server that shuts down.
  private static boolean isOfTheStore(Throwable fault) {
    Throwable cause = fault;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      if (cause instanceof SQLTransientConnectionException || cause instanceof StoreSilent) {
        return true;
      }
      if (cause instanceof SQLException sql && sql.getSQLState() != null && AWAY.matcher(sql.getSQLState()).matches()) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
