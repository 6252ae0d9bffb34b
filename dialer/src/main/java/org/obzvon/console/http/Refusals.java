package org.obzvon.console.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.obzvon.document.Problem;

/// How a request is refused: programs get problem+json (RFC 9457), people a page, gateways a status alone.
@Singleton
public final class Refusals {
  private static final String PROBLEM = "application/problem+json";

  private final JsonMapper json;
  private final Pages pages;

  Refusals(JsonMapper json, Pages pages) {
    this.json = json;
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
      return HttpResponse.status(status).contentType(PROBLEM).body(problem(status, pages.english(why), problems));
    }
    if (request.getPath().startsWith("/sms/")) {
      return HttpResponse.status(status);
    }
    Map<String, Object> values = Map.of("status", status.getCode(), "why", why, "problems", problems);
    String page = pages.render("error", pages.view(request), values);
    return HttpResponse.status(status).contentType(MediaType.TEXT_HTML_TYPE).body(page);
  }

  private String problem(HttpStatus status, String detail, List<Problem> problems) {
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("type", "about:blank");
    problem.put("title", status.getReason());
    problem.put("status", status.getCode());
    problem.put("detail", problems.isEmpty() ? detail : problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    if (!problems.isEmpty()) {
      problem.put("problems", problems.stream().map(Refusals::words).toList());
    }
    try {
      return json.writeValueAsString(problem);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> words(Problem problem) {
    return Map.of("source", problem.source(), "line", problem.line(), "where", problem.where(), "what", problem.what());
  }
}
