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
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.obzvon.commands.FormFault;
import org.obzvon.commands.RegisterUseCases;
import org.obzvon.commands.UploadedImport;
import org.obzvon.commands.UploadedImports;
import org.obzvon.console.ImportDefaultsParser;
import org.obzvon.console.http.AdmittedRequest;
import org.obzvon.console.http.BodyReceiver;
import org.obzvon.console.http.Form;
import org.obzvon.console.http.Pages;
import org.obzvon.console.http.Refusals;
import org.obzvon.console.http.RequiresRight;
import org.obzvon.console.http.jte.JteregisterGenerated;
import org.obzvon.console.http.jte.JteuploadGenerated;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.register.RegisterImport;
import org.obzvon.staff.AuditLog;
import org.obzvon.staff.Right;

/// The pages `/register`: upload a register, see the findings of the trial, and import it.
@Controller("/register")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class RegisterController {
  private static final ImportDefaultsParser CHOICES = new ImportDefaultsParser("");

  private final RegisterUseCases desk;
  private final UploadPages<RegisterImport.Report> files;
  private final Pages pages;

  RegisterController(
      RegisterUseCases desk, AuditLog log, Pages pages, BodyReceiver receiver, Refusals refusals) {
    this.desk = desk;
    this.files = new UploadPages<>(
        new UploadPages.Place<>(
            "/register", upload -> (html, hooks, view) -> JteuploadGenerated.render(html, hooks, view, upload)),
        desk.uploads(), log, pages, receiver, refusals);
    this.pages = pages;
  }

  @Get
  @RequiresRight(Right.IMPORT_REGISTER)
  HttpResponse<?> ask(HttpRequest<?> request) {
    return page(request, List.of(), Form.EMPTY);
  }

  private HttpResponse<?> page(HttpRequest<?> request, List<Problem> problems, Form sent) {
    return pages.answer(
        request, (html, hooks, view) -> JteregisterGenerated.render(html, hooks, view, problems), problems, sent);
  }

  @Post
  @RequiresRight(Right.IMPORT_REGISTER)
  HttpResponse<?> prepare(HttpRequest<?> request) {
    return files.prepared(room(AdmittedRequest.of(request).form()));
  }

  @Post("/file")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @RequiresRight(value = Right.IMPORT_REGISTER, bodyAtMost = UploadedImports.LARGEST_FORM, counted = true,
      tokenInBody = true)
  HttpResponse<?> whole(HttpRequest<?> request) {
    return files.receiveForm(request, this::room, (problems, sent) -> page(request, problems, sent));
  }

  private UploadedImport<RegisterImport.Report> room(Form form) {
    String source = UploadPages.source(form, "billing");
    var options = new RegisterUseCases.Options(
        new RegisterImport.Origin(source, form.given("date").map(RegisterController::day)),
        CHOICES.of(form.line("region"), form.line("currency"), form.line("language"), form.line("zone")),
        form.text("mapping", UploadedImports.LONGEST_MAPPING));
    return desk.prepare(options);
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException _) {
      throw BadInput.of("date", FormFault.DATE.with());
    }
  }

  @Post("/{id}/file")
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  @RequiresRight(value = Right.IMPORT_REGISTER, bodyAtMost = UploadedImports.LARGEST_FILE, counted = true)
  HttpResponse<?> file(HttpRequest<?> request, @PathVariable UUID id,
      @QueryValue(defaultValue = "register.csv") String name) {
    return files.receive(request, id, name);
  }

  @Get("/{id}")
  @RequiresRight(Right.IMPORT_REGISTER)
  HttpResponse<?> one(HttpRequest<?> request, @PathVariable UUID id) {
    return files.show(request, id);
  }

  @Post("/{id}/take")
  @RequiresRight(Right.IMPORT_REGISTER)
  HttpResponse<?> take(HttpRequest<?> request, @PathVariable UUID id) {
    return files.take(request, id);
  }

  @Get("/{id}/rejected.csv")
  @RequiresRight(Right.EXPORT)
  HttpResponse<?> rejected(HttpRequest<?> request, @PathVariable UUID id) {
    return files.rejected(request, id);
  }
}
