package org.obzvon.console.pages.http;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Builds a route's answer after a command: a redirect to a page, or the same page with the problems.
final class FormAnswers {
  private FormAnswers() {}

  /// Redirects after a change, so that reloading the page repeats nothing.
  static MutableHttpResponse<?> to(String path) {
    return HttpResponse.seeOther(URI.create(path));
  }

  /// Encodes any text as one segment of a path.
  static String piece(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// Returns the path if it leads into the console itself, else `/`, whatever an address or a form asks for.
  static String within(String to) {
    return to.matches("/[A-Za-z0-9_][A-Za-z0-9_/?=&%.+-]{0,300}") ? to : "/";
  }

  static MutableHttpResponse<String> missing() {
    return HttpResponse.notFound();
  }

  /// Returns a file to download.
  static MutableHttpResponse<byte[]> file(String name, String text) {
    return HttpResponse.ok(text.getBytes(StandardCharsets.UTF_8))
        .header("Content-Type", "text/csv; charset=utf-8")
        .header("Content-Disposition", "attachment; filename=\"" + name + "\"");
  }
}
