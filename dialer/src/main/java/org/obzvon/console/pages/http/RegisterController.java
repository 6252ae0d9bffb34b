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
import java.util.Map;
import java.util.UUID;
import org.obzvon.console.FormFault;
import org.obzvon.console.ImportChoices;
import org.obzvon.console.RegisterDesk;
import org.obzvon.console.Upload;
import org.obzvon.console.Uploads;
import org.obzvon.console.http.Form;
import org.obzvon.console.http.Needs;
import org.obzvon.console.http.Pages;
import org.obzvon.console.http.Visit;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.register.RegisterImport;
import org.obzvon.staff.Right;

/// `/register`: upload a register, see what a trial found, take it.
@Controller("/register")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class RegisterController {
  private static final ImportChoices CHOICES = new ImportChoices("");

  private final RegisterDesk desk;
  private final UploadedFiles<RegisterImport.Report> files;
  private final Pages pages;

  RegisterController(RegisterDesk desk, UploadedFiles.Way way) {
    this.desk = desk;
    this.files = new UploadedFiles<>(new UploadedFiles.Place("/register", "upload"), desk.uploads(), way);
    this.pages = way.pages();
  }

  @Get
  @Needs(Right.IMPORT_REGISTER)
  HttpResponse<?> ask(HttpRequest<?> request) {
    return page(request, List.of(), Form.EMPTY);
  }

  private HttpResponse<?> page(HttpRequest<?> request, List<Problem> problems, Form sent) {
    return pages.answer(request, "register", Map.of(), problems, sent);
  }

  @Post
  @Needs(Right.IMPORT_REGISTER)
  HttpResponse<?> prepare(HttpRequest<?> request) {
    return files.prepared(room(Visit.of(request).form()));
  }

  @Post("/file")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Needs(value = Right.IMPORT_REGISTER, bodyAtMost = Uploads.LARGEST_FORM, counted = true, tokenInBody = true)
  HttpResponse<?> whole(HttpRequest<?> request) {
    return files.receiveForm(request, this::room, (problems, sent) -> page(request, problems, sent));
  }

  private Upload<RegisterImport.Report> room(Form form) {
    String source = UploadedFiles.source(form, "billing");
    var options =
        new RegisterDesk.Options(
            new RegisterImport.Origin(source, form.given("date").map(RegisterController::day)),
            CHOICES.of(form.line("region"), form.line("currency"), form.line("language"), form.line("zone")),
            form.text("mapping", Uploads.LONGEST_MAPPING));
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
  @Needs(value = Right.IMPORT_REGISTER, bodyAtMost = Uploads.LARGEST_FILE, counted = true)
  HttpResponse<?> file(HttpRequest<?> request, @PathVariable UUID id, @QueryValue(defaultValue = "register.csv") String name) {
    return files.receive(request, id, name);
  }

  @Get("/{id}")
  @Needs(Right.IMPORT_REGISTER)
  HttpResponse<?> one(HttpRequest<?> request, @PathVariable UUID id) {
    return files.show(request, id);
  }

  @Post("/{id}/take")
  @Needs(Right.IMPORT_REGISTER)
  HttpResponse<?> take(HttpRequest<?> request, @PathVariable UUID id) {
    return files.take(request, id);
  }

  @Get("/{id}/rejected.csv")
  @Needs(Right.EXPORT)
  HttpResponse<?> rejected(HttpRequest<?> request, @PathVariable UUID id) {
    return files.rejected(request, id);
  }
}
