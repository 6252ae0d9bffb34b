package org.obzvon.console.pages.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.obzvon.console.FormFault;
import org.obzvon.console.Upload;
import org.obzvon.console.Uploads;
import org.obzvon.console.http.Bodies;
import org.obzvon.console.http.Form;
import org.obzvon.console.http.Pages;
import org.obzvon.console.http.Visit;
import org.obzvon.document.BadInput;
import org.obzvon.staff.AuditLog;

/// The way of an uploaded file through its pages: it comes, is tried, shown, taken, and its rejected rows are taken away.
///
/// @param <R> what its import reports
final class UploadedFiles<R> {
  private static final int LONGEST_NAME = 80;

  private final Place place;
  private final Uploads<R> uploads;
  private final AuditLog log;
  private final Pages pages;

  /// @param address before the id of a file
  /// @param template that shows one
  record Place(String address, String template) {}

  UploadedFiles(Place place, Uploads<R> uploads, AuditLog log, Pages pages) {
    this.place = place;
    this.uploads = uploads;
    this.log = log;
    this.pages = pages;
  }

  /// Whose file it is, as a person names it.
  static String source(Form form, String usual) {
    String source = form.given("source").orElse(usual);
    if (!source.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,39}")) {
      throw BadInput.of("source", FormFault.NAME.with(40));
    }
    return source;
  }

  HttpResponse<?> prepared(Upload<R> upload) {
    return HttpResponse.created("").header("X-Location", address(upload.id()));
  }

  HttpResponse<?> receive(HttpRequest<?> request, UUID id, String name) {
    String plain = name.replaceAll("[^\\p{L}\\p{N} ._()-]", "_");
    return known(
        id,
        upload -> {
          String shown = plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
          uploads.receive(Visit.of(request).actor(), upload, shown, Bodies.stream(request));
          return prepared(upload);
        });
  }

  HttpResponse<?> show(HttpRequest<?> request, UUID id) {
    return known(id, upload -> pages.show(request, place.template(), Map.of("upload", upload)));
  }

  HttpResponse<?> take(HttpRequest<?> request, UUID id) {
    Visit visit = Visit.of(request);
    return known(
        id,
        upload -> {
          uploads.take(visit.actor(), upload, visit.form().has("again"));
          return Answers.to(address(id));
        });
  }

  HttpResponse<?> rejected(HttpRequest<?> request, UUID id) {
    return known(
        id,
        upload -> {
          Optional<String> list = uploads.rejected(upload, pages.view(request)::say);
          if (list.isEmpty()) {
            return Answers.missing();
          }
          log.note(Visit.of(request).actor(), AuditLog.Deed.of("export", "rejected rows of " + upload.name()));
          return Answers.file("rejected.csv", list.get());
        });
  }

  private HttpResponse<?> known(UUID id, Function<Upload<R>, HttpResponse<?>> then) {
    return uploads.find(id).<HttpResponse<?>>map(then::apply).orElseGet(Answers::missing);
  }

  private String address(UUID id) {
    return place.address() + "/" + id;
  }
}
