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
import java.util.Optional;
import java.util.UUID;
import org.obzvon.commands.FormFault;
import org.obzvon.commands.SuppressionUseCases;
import org.obzvon.console.http.AdmittedRequest;
import org.obzvon.console.http.Form;
import org.obzvon.console.http.Pages;
import org.obzvon.console.http.RequiresRight;
import org.obzvon.console.http.jte.JtestopsGenerated;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.policy.StopKind;
import org.obzvon.policy.Suppression;
import org.obzvon.policy.Suppressions;
import org.obzvon.staff.Right;

/// The pages `/stops`: the suppressions.
@Controller("/stops")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class StopsController {
  private final SuppressionUseCases desk;
  private final Pages pages;

  StopsController(SuppressionUseCases desk, Pages pages) {
    this.desk = desk;
    this.pages = pages;
  }

  @Get
  @RequiresRight(Right.SEE_STOPS)
  HttpResponse<?> list(HttpRequest<?> request, @QueryValue(defaultValue = "") String all) {
    String query = Optional.ofNullable(request.getUri().getRawQuery()).orElse("");
    return page(request, all.equals("true"), Form.parse(query).line("for", 60), List.of());
  }

  /// @param target target of the suppression that is about to be added
  private HttpResponse<?> page(HttpRequest<?> request, boolean all, String target, List<Problem> problems) {
    List<Suppression> stops = desk.list(all ? Suppressions.Scope.ALL : Suppressions.Scope.IN_FORCE);
    return pages.answer(
        request,
        (html, hooks, view) -> JtestopsGenerated.render(
            html, hooks, view, stops, desk.named(stops), all, problems, target),
        problems);
  }

  @Post
  @RequiresRight(Right.CHANGE_STOPS)
  HttpResponse<?> add(HttpRequest<?> request) {
    AdmittedRequest visit = AdmittedRequest.of(request);
    Form form = visit.form();
    try {
      desk.add(
          visit.actor(),
          new SuppressionUseCases.Wanted(
              desk.target(form.line("target", 60)), form.oneOf("kind", StopKind.class),
              form.given("until").map(StopsController::day),
              form.line("note", 200)));
    } catch (BadInput bad) {
      return page(request, false, "", bad.problems());
    }
    return FormAnswers.to("/stops");
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException _) {
      throw BadInput.of("until", FormFault.DATE.with());
    }
  }

  @Post("/{id}/lift")
  @RequiresRight(Right.CHANGE_STOPS)
  HttpResponse<?> lift(HttpRequest<?> request, @PathVariable UUID id) {
    try {
      desk.lift(AdmittedRequest.of(request).actor(), id);
    } catch (BadInput bad) {
      return page(request, false, "", bad.problems());
    }
    return FormAnswers.to("/stops");
  }
}
