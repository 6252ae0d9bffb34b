package org.obzvon.console.pages.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.obzvon.commands.FormFault;
import org.obzvon.commands.UploadFolder;
import org.obzvon.commands.UploadedImport;
import org.obzvon.commands.UploadedImports;
import org.obzvon.console.api.Refusal;
import org.obzvon.console.http.AdmittedRequest;
import org.obzvon.console.http.BodyReceiver;
import org.obzvon.console.http.Form;
import org.obzvon.console.http.TemplateCall;
import org.obzvon.console.http.Pages;
import org.obzvon.console.http.Refusals;
import org.obzvon.console.http.UploadedForm;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.document.SafeText;
import org.obzvon.staff.AuditLog;

/// The pages of an uploaded file: receive it, try it, show the findings, import it, and download its rejected rows.
///
/// @param <R> report of its import
final class UploadPages<R> {
  private static final int LONGEST_NAME = 80;

  private final Place<R> place;
  private final UploadedImports<R> uploads;
  private final AuditLog log;
  private final Pages pages;
  private final BodyReceiver receiver;
  private final Refusals refusals;

  /// @param address address before the id of a file
  /// @param page shows one file
  record Place<R>(String address, Function<UploadedImport<R>, TemplateCall> page) {}

  UploadPages(
      Place<R> place, UploadedImports<R> uploads, AuditLog log, Pages pages, BodyReceiver receiver,
      Refusals refusals) {
    this.place = place;
    this.uploads = uploads;
    this.log = log;
    this.pages = pages;
    this.receiver = receiver;
    this.refusals = refusals;
  }

  /// Returns the source of the file as a person names it.
  static String source(Form form, String usual) {
    String source = form.given("source").orElse(usual);
    if (!source.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,39}")) {
      throw BadInput.of("source", FormFault.NAME.with(40));
    }
    return source;
  }

  HttpResponse<?> prepared(UploadedImport<R> upload) {
    return HttpResponse.created("").header("X-Location", address(upload.id()));
  }

  /// Receives only the file; room for it was made before.
  HttpResponse<?> receive(HttpRequest<?> request, UUID id, String name) {
    return arrived(
        request,
        () -> known(
            id,
            upload -> {
              uploads.receive(
                  AdmittedRequest.of(request).actor(), upload, SafeText.fileName(name, LONGEST_NAME),
                  folder -> receiver.receive(request, UploadedImports.LARGEST_FILE, folder::receive));
              return prepared(upload);
            }));
  }

  /// Receives the whole form with its file in one request, from a browser that runs no scripts.
  ///
  /// @param refused builds the page with the form from the problems and the sent fields; the file has to be chosen
  ///     again
  HttpResponse<?> receiveForm(
      HttpRequest<?> request, Function<Form, UploadedImport<R>> room,
      BiFunction<List<Problem>, Form, HttpResponse<?>> refused) {
    return arrived(
        request,
        () -> {
          try (UploadFolder folder = new UploadFolder()) {
            UploadedForm form = received(request, folder);
            UploadedImport<R> upload;
            try {
              upload = room.apply(form.fields());
            } catch (BadInput bad) {
              return refused.apply(bad.problems(), form.fields());
            }
            String name = SafeText.fileName(form.file(), LONGEST_NAME);
            uploads.receive(AdmittedRequest.of(request).actor(), upload, name, to -> to.moveFrom(folder));
            return FormAnswers.to(address(upload.id()));
          }
        });
  }

  private UploadedForm received(HttpRequest<?> request, UploadFolder folder) {
    try (UploadedImports.ArrivalPlace _ = uploads.arriving()) {
      return receiver.receive(
          request, UploadedImports.LARGEST_FORM,
          body -> UploadedForm.read(request, body, UploadedImports.LARGEST_FILE, folder::receive));
    }
  }

  /// Answers in words for people when a body came too slowly or not to its end.
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
    return known(id, upload -> pages.show(request, place.page().apply(upload)));
  }

  HttpResponse<?> take(HttpRequest<?> request, UUID id) {
    AdmittedRequest visit = AdmittedRequest.of(request);
    return known(
        id,
        upload -> {
          uploads.take(
              visit.actor(), upload, new UploadedImports.Consent(visit.form().has("again"),
                  visit.form().has("missing")));
          return FormAnswers.to(address(id));
        });
  }

  HttpResponse<?> rejected(HttpRequest<?> request, UUID id) {
    return known(
        id,
        upload -> {
          Optional<String> list = uploads.rejected(upload, pages.view(request)::say);
          if (list.isEmpty()) {
            return FormAnswers.missing();
          }
          log.note(AdmittedRequest.of(request).actor(),
              AuditLog.Deed.of("export", "rejected rows of " + upload.name()));
          return FormAnswers.file("rejected.csv", list.get());
        });
  }

  private HttpResponse<?> known(UUID id, Function<UploadedImport<R>, HttpResponse<?>> then) {
    return uploads.find(id).<HttpResponse<?>>map(then).orElseGet(FormAnswers::missing);
  }

  private String address(UUID id) {
    return place.address() + "/" + id;
  }
}
