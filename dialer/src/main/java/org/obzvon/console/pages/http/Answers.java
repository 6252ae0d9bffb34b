package org.obzvon.console.pages.http;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// What a route answers after a command: to a page, or the same page again with what was wrong.
final class Answers {
  private Answers() {}

  /// After a change the browser asks for a page anew, so that reloading repeats nothing.
  static MutableHttpResponse<?> to(String path) {
    return HttpResponse.seeOther(URI.create(path));
  }

  /// One piece of a path, whatever it holds.
  static String piece(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// Only into the console itself, whatever an address or a form asks for.
  static String within(String to) {
    return to.matches("/[A-Za-z0-9_][A-Za-z0-9_/?=&%.+-]{0,300}") ? to : "/";
  }

  static MutableHttpResponse<String> missing() {
    return HttpResponse.notFound();
  }

  /// A file to take away.
  static MutableHttpResponse<byte[]> file(String name, String text) {
    return HttpResponse.ok(text.getBytes(StandardCharsets.UTF_8))
        .header("Content-Type", "text/csv; charset=utf-8")
        .header("Content-Disposition", "attachment; filename=\"" + name + "\"");
  }
}
