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
import java.util.UUID;
import org.obzvon.commands.PaymentUseCases;
import org.obzvon.commands.UploadedImport;
import org.obzvon.commands.UploadedImports;
import org.obzvon.console.ImportDefaultsParser;
import org.obzvon.console.http.AdmittedRequest;
import org.obzvon.console.http.BodyReceiver;
import org.obzvon.console.http.Form;
import org.obzvon.console.http.Pages;
import org.obzvon.console.http.Refusals;
import org.obzvon.console.http.RequiresRight;
import org.obzvon.console.http.jte.JtepaymentsGenerated;
import org.obzvon.console.http.jte.JtepaymentuploadGenerated;
import org.obzvon.document.Problem;
import org.obzvon.payment.PaymentFileImport;
import org.obzvon.staff.AuditLog;
import org.obzvon.staff.Right;

/// The pages `/payments`: upload payments, see the findings of the trial, import them, and list the last files.
@Controller("/payments")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class PaymentsController {
  private static final ImportDefaultsParser CHOICES = new ImportDefaultsParser("");

  private final PaymentUseCases desk;
  private final UploadPages<PaymentFileImport.Report> files;
  private final Pages pages;

  PaymentsController(
      PaymentUseCases desk, AuditLog log, Pages pages, BodyReceiver receiver, Refusals refusals) {
    this.desk = desk;
    this.files = new UploadPages<>(
        new UploadPages.Place<>(
            "/payments",
            upload -> (html, hooks, view) -> JtepaymentuploadGenerated.render(html, hooks, view, upload)),
        desk.uploads(), log, pages, receiver, refusals);
    this.pages = pages;
  }

  @Get
  @RequiresRight(Right.IMPORT_PAYMENTS)
  HttpResponse<?> ask(HttpRequest<?> request) {
    return page(request, List.of(), Form.EMPTY);
  }

  private HttpResponse<?> page(HttpRequest<?> request, List<Problem> problems, Form sent) {
    return pages.answer(
        request, (html, hooks, view) -> JtepaymentsGenerated.render(html, hooks, view, problems, desk.last()), problems,
        sent);
  }

  @Post
  @RequiresRight(Right.IMPORT_PAYMENTS)
  HttpResponse<?> prepare(HttpRequest<?> request) {
    return files.prepared(room(AdmittedRequest.of(request).form()));
  }

  @Post("/file")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @RequiresRight(value = Right.IMPORT_PAYMENTS, bodyAtMost = UploadedImports.LARGEST_FORM, counted = true,
      tokenInBody = true)
  HttpResponse<?> whole(HttpRequest<?> request) {
    return files.receiveForm(request, this::room, (problems, sent) -> page(request, problems, sent));
  }

  private UploadedImport<PaymentFileImport.Report> room(Form form) {
    var options = new PaymentUseCases.Options(
        UploadPages.source(form, "bank"), CHOICES.zone(form.line("zone")),
        form.text("mapping", UploadedImports.LONGEST_MAPPING),
        CHOICES.format(form.line("format")));
    return desk.prepare(options);
  }

  @Post("/{id}/file")
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  @RequiresRight(value = Right.IMPORT_PAYMENTS, bodyAtMost = UploadedImports.LARGEST_FILE, counted = true)
  HttpResponse<?> file(HttpRequest<?> request, @PathVariable UUID id,
      @QueryValue(defaultValue = "payments.csv") String name) {
    return files.receive(request, id, name);
  }

  @Get("/{id}")
  @RequiresRight(Right.IMPORT_PAYMENTS)
  HttpResponse<?> one(HttpRequest<?> request, @PathVariable UUID id) {
    return files.show(request, id);
  }

  @Post("/{id}/take")
  @RequiresRight(Right.IMPORT_PAYMENTS)
  HttpResponse<?> take(HttpRequest<?> request, @PathVariable UUID id) {
    return files.take(request, id);
  }

  @Get("/{id}/rejected.csv")
  @RequiresRight(Right.EXPORT)
  HttpResponse<?> rejected(HttpRequest<?> request, @PathVariable UUID id) {
    return files.rejected(request, id);
  }
}
