package org.obzvon.console.pages.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.obzvon.console.ImportChoices;
import org.obzvon.console.PaymentDesk;
import org.obzvon.console.Upload;
import org.obzvon.console.Uploads;
import org.obzvon.console.http.Form;
import org.obzvon.console.http.Needs;
import org.obzvon.console.http.Pages;
import org.obzvon.console.http.Visit;
import org.obzvon.document.Problem;
import org.obzvon.payment.PaymentFiles;
import org.obzvon.staff.Right;

/// `/payments`: upload payments, see what a trial found, take them; the last files.
@Controller("/payments")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class PaymentsController {
  private static final ImportChoices CHOICES = new ImportChoices("");

  private final PaymentDesk desk;
  private final UploadedFiles<PaymentFiles.Report> files;
  private final Pages pages;

  PaymentsController(PaymentDesk desk, UploadedFiles.Way way) {
    this.desk = desk;
    this.files = new UploadedFiles<>(new UploadedFiles.Place("/payments", "payment-upload"), desk.uploads(), way);
    this.pages = way.pages();
  }

  @Get
  @Needs(Right.IMPORT_PAYMENTS)
  HttpResponse<?> ask(HttpRequest<?> request) {
    return page(request, List.of(), Form.EMPTY);
  }

  private HttpResponse<?> page(HttpRequest<?> request, List<Problem> problems, Form sent) {
    return pages.answer(request, "payments", Map.of("runs", desk.last()), problems, sent);
  }

  @Post
  @Needs(Right.IMPORT_PAYMENTS)
  HttpResponse<?> prepare(HttpRequest<?> request) {
    return files.prepared(room(Visit.of(request).form()));
  }

  @Post("/file")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Needs(value = Right.IMPORT_PAYMENTS, bodyAtMost = Uploads.LARGEST_FORM, counted = true, tokenInBody = true)
  HttpResponse<?> whole(HttpRequest<?> request) {
    return files.receiveForm(request, this::room, (problems, sent) -> page(request, problems, sent));
  }

  private Upload<PaymentFiles.Report> room(Form form) {
    var options =
        new PaymentDesk.Options(
            UploadedFiles.source(form, "bank"), CHOICES.zone(form.line("zone")),
            form.text("mapping", Uploads.LONGEST_MAPPING),
            CHOICES.format(form.line("format")));
    return desk.prepare(options);
  }

  @Post("/{id}/file")
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  @Needs(value = Right.IMPORT_PAYMENTS, bodyAtMost = Uploads.LARGEST_FILE, counted = true)
  HttpResponse<?> file(HttpRequest<?> request, @PathVariable UUID id, @QueryValue(defaultValue = "payments.csv") String name) {
    return files.receive(request, id, name);
  }

  @Get("/{id}")
  @Needs(Right.IMPORT_PAYMENTS)
  HttpResponse<?> one(HttpRequest<?> request, @PathVariable UUID id) {
    return files.show(request, id);
  }

  @Post("/{id}/take")
  @Needs(Right.IMPORT_PAYMENTS)
  HttpResponse<?> take(HttpRequest<?> request, @PathVariable UUID id) {
    return files.take(request, id);
  }

  @Get("/{id}/rejected.csv")
  @Needs(Right.EXPORT)
  HttpResponse<?> rejected(HttpRequest<?> request, @PathVariable UUID id) {
    return files.rejected(request, id);
  }
}
