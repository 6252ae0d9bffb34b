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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.console.FormFault;
import org.obzvon.console.ImportChoices;
import org.obzvon.console.RegisterDesk;
import org.obzvon.console.Upload;
import org.obzvon.console.http.Bodies;
import org.obzvon.console.http.Form;
import org.obzvon.console.http.Needs;
import org.obzvon.console.http.Pages;
import org.obzvon.console.http.Visit;
import org.obzvon.document.BadInput;
import org.obzvon.register.RegisterImport;
import org.obzvon.staff.AuditLog;
import org.obzvon.staff.Right;

/// `/register`: upload a register, see what a trial found, take it.
@Controller("/register")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class RegisterController {
  private static final int LARGEST_FILE = 64 * 1024 * 1024;
  private static final int LONGEST_MAPPING = 100_000;
  private static final ImportChoices CHOICES = new ImportChoices("");

  private final RegisterDesk desk;
  private final AuditLog log;
  private final Pages pages;

  RegisterController(RegisterDesk desk, AuditLog log, Pages pages) {
    this.desk = desk;
    this.log = log;
    this.pages = pages;
  }

  @Get
  @Needs(Right.IMPORT_REGISTER)
  HttpResponse<?> ask(HttpRequest<?> request) {
    return pages.show(request, "register", Map.of());
  }

  @Post
  @Needs(Right.IMPORT_REGISTER)
  HttpResponse<?> prepare(HttpRequest<?> request) {
    Form form = Visit.of(request).form();
    String source = form.given("source").orElse("billing");
    if (!source.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,39}")) {
      throw BadInput.of("source", FormFault.NAME.with(40));
    }
    var options =
        new RegisterDesk.Options(
            new RegisterImport.Origin(source, form.given("date").map(RegisterController::day)),
            CHOICES.of(form.line("region"), form.line("currency"), form.line("language"), form.line("zone")),
            form.text("mapping", LONGEST_MAPPING));
    String place = "/register/" + desk.prepare(options).id();
    return HttpResponse.created("").header("X-Location", place);
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
  @Needs(value = Right.IMPORT_REGISTER, bodyAtMost = LARGEST_FILE)
  HttpResponse<?> file(HttpRequest<?> request, @PathVariable UUID id, @QueryValue(defaultValue = "register.csv") String name) {
    Optional<Upload> upload = desk.find(id);
    if (upload.isEmpty()) {
      return Answers.missing();
    }
    String plain = name.replaceAll("[^\\p{L}\\p{N} ._()-]", "_");
    desk.receive(
        Visit.of(request).actor(), upload.get(), plain.substring(0, Math.min(plain.length(), 80)), Bodies.stream(request));
    return HttpResponse.created("").header("X-Location", "/register/" + id);
  }

  @Get("/{id}")
  @Needs(Right.IMPORT_REGISTER)
  HttpResponse<?> one(HttpRequest<?> request, @PathVariable UUID id) {
    return desk.find(id).<HttpResponse<?>>map(upload -> pages.show(request, "upload", Map.of("upload", upload)))
        .orElseGet(Answers::missing);
  }

  @Post("/{id}/take")
  @Needs(Right.IMPORT_REGISTER)
  HttpResponse<?> take(HttpRequest<?> request, @PathVariable UUID id) {
    Optional<Upload> upload = desk.find(id);
    if (upload.isEmpty()) {
      return Answers.missing();
    }
    Visit visit = Visit.of(request);
    desk.take(visit.actor(), upload.get(), visit.form().has("again"));
    return Answers.to("/register/" + id);
  }

  @Get("/{id}/rejected.csv")
  @Needs(Right.EXPORT)
  HttpResponse<?> rejected(HttpRequest<?> request, @PathVariable UUID id) {
    Optional<Path> file = desk.find(id).flatMap(Upload::rejected);
    if (file.isEmpty()) {
      return Answers.missing();
    }
    log.note(Visit.of(request).actor(), AuditLog.Deed.of("export", "rejected rows of " + desk.find(id).orElseThrow().name()));
    try {
      return Answers.file("rejected.csv", Files.readString(file.get()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
