package org.obzvon.console.pages.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.obzvon.console.FormFault;
import org.obzvon.console.Upload;
import org.obzvon.console.UploadFolder;
import org.obzvon.console.Uploads;
import org.obzvon.console.api.Refusal;
import org.obzvon.console.http.BodyReceiver;
import org.obzvon.console.http.Form;
import org.obzvon.console.http.Pages;
import org.obzvon.console.http.Refusals;
import org.obzvon.console.http.UploadedForm;
import org.obzvon.console.http.Visit;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
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
  private final BodyReceiver receiver;
  private final Refusals refusals;

  /// @param address before the id of a file
  /// @param template that shows one
  record Place(String address, String template) {}

  /// What every upload passes through.
  @Singleton
  record Way(AuditLog log, Pages pages, BodyReceiver receiver, Refusals refusals) {}

  UploadedFiles(Place place, Uploads<R> uploads, Way way) {
    this.place = place;
    this.uploads = uploads;
    this.log = way.log();
    this.pages = way.pages();
    this.receiver = way.receiver();
    this.refusals = way.refusals();
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

  /// The file alone, for which room was made before.
  HttpResponse<?> receive(HttpRequest<?> request, UUID id, String name) {
    return arrived(
        request,
        () ->
            known(
                id,
                upload -> {
                  uploads.receive(
                      Visit.of(request).actor(), upload, shown(name),
                      folder -> receiver.receive(request, Uploads.LARGEST_FILE, folder::receive));
                  return prepared(upload);
                }));
  }

  /// The whole form with its file in one request, from a browser that runs no scripts.
  ///
  /// @param refused the page with the form again, for what was wrong and the fields that came; the file has to be chosen
  ///     again
  HttpResponse<?> receiveForm(
      HttpRequest<?> request, Function<Form, Upload<R>> room, BiFunction<List<Problem>, Form, HttpResponse<?>> refused) {
    return arrived(
        request,
        () -> {
          try (UploadFolder folder = new UploadFolder()) {
            UploadedForm form = received(request, folder);
            Upload<R> upload;
            try {
              upload = room.apply(form.fields());
            } catch (BadInput bad) {
              return refused.apply(bad.problems(), form.fields());
            }
            uploads.receive(Visit.of(request).actor(), upload, shown(form.file()), to -> to.moveFrom(folder));
            return Answers.to(address(upload.id()));
          }
        });
  }

  private UploadedForm received(HttpRequest<?> request, UploadFolder folder) {
    UploadedForm[] form = new UploadedForm[1];
    uploads.arrive(
        folder,
        to ->
            form[0] =
                receiver.receive(
                    request, Uploads.LARGEST_FORM, body -> UploadedForm.read(request, body, Uploads.LARGEST_FILE, to::receive)));
    return form[0];
  }

  private static String shown(String name) {
    String plain = name.replaceAll("[^\\p{L}\\p{N} ._()-]", "_");
    return plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
  }

  /// A body that came too slowly or not to its end, in words for people.
  private HttpResponse<?> arrived(HttpRequest<?> request, Supplier<HttpResponse<?>> work) {
    try {
      return work.get();
    } catch (Refusal refusal) {
      if (refusal.kind() == Refusal.Kind.CUT) {
        throw BadInput.of("file", FormFault.CUT.with());
      }
      return refusals.of(request, HttpStatus.REQUEST_TIMEOUT, "refused.slow").header(HttpHeaders.CONNECTION, "close");
    }
  }

  HttpResponse<?> show(HttpRequest<?> request, UUID id) {
    return known(id, upload -> pages.show(request, place.template(), Map.of("upload", upload)));
  }

  HttpResponse<?> take(HttpRequest<?> request, UUID id) {
    Visit visit = Visit.of(request);
    return known(
        id,
        upload -> {
          uploads.take(
              visit.actor(), upload, new Uploads.Consent(visit.form().has("again"), visit.form().has("missing")));
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
