package org.obzvon.console.api.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import java.util.List;
import org.obzvon.console.api.Refusal;
import org.obzvon.console.api.json.ProblemJson;

/// Writes refusals of the API as problem+json.
@Controller
final class ApiErrors {

  @Error(global = true)
  HttpResponse<byte[]> refused(Refusal refusal) {
    return of(refusal);
  }

  static MutableHttpResponse<byte[]> of(Refusal refusal) {
    HttpStatus status = status(refusal);
    MutableHttpResponse<byte[]> response = HttpResponse.<byte[]>status(status)
        .contentType(ProblemJson.TYPE)
        .body(ProblemJson.write(status.getCode(), status.getReason(), refusal.getMessage(), List.of()));
    if (refusal.kind() == Refusal.Kind.SLOW || refusal.kind() == Refusal.Kind.CUT) {
      response.header(HttpHeaders.CONNECTION, "close"); // the server does not wait for the rest of the body
    }
    refusal.retryAfter()
        .ifPresent(wait -> response.header("Retry-After", Long.toString(wait.plusMillis(999).toSeconds())));
    return response;
  }

  static HttpStatus status(Refusal refusal) {
    return switch (refusal.kind()) {
      case CUT -> HttpStatus.BAD_REQUEST;
      case MISSING -> HttpStatus.NOT_FOUND;
      case SLOW -> HttpStatus.REQUEST_TIMEOUT;
      case CONFLICT -> HttpStatus.CONFLICT;
      case OTHER_REQUEST -> HttpStatus.UNPROCESSABLE_ENTITY;
      case BUSY -> HttpStatus.SERVICE_UNAVAILABLE;
    };
  }
}
