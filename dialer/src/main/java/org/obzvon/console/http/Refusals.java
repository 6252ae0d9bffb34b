package org.obzvon.console.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.List;
import org.obzvon.console.api.json.ProblemJson;
import org.obzvon.console.http.jte.JteerrorGenerated;
import org.obzvon.document.Problem;

/// Writes refusals: programs get problem+json (RFC 9457), people a page, gateways only a status.
@Singleton
public final class Refusals {
  private final Pages pages;

  Refusals(Pages pages) {
    this.pages = pages;
  }

  static boolean isApi(HttpRequest<?> request) {
    return request.getPath().startsWith("/api/");
  }

  /// @param why key of the phrase
  public MutableHttpResponse<?> of(HttpRequest<?> request, HttpStatus status, String why) {
    return of(request, status, why, List.of());
  }

  public MutableHttpResponse<?> of(HttpRequest<?> request, HttpStatus status, String why, List<Problem> problems) {
    if (isApi(request)) {
      byte[] body = ProblemJson.write(status.getCode(), status.getReason(), pages.english(why), problems);
      return HttpResponse.status(status).contentType(ProblemJson.TYPE).body(body);
    }
    if (request.getPath().startsWith("/sms/")) {
      return HttpResponse.status(status);
    }
    String page = pages.render(
        (html, hooks, view) -> JteerrorGenerated.render(html, hooks, view, status.getCode(), why, problems),
        pages.view(request));
    return HttpResponse.status(status).contentType(MediaType.TEXT_HTML_TYPE).body(page);
  }
}
