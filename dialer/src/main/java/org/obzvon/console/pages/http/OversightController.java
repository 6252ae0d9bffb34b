package org.obzvon.console.pages.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.obzvon.call.TestCalls;
import org.obzvon.commands.FormFault;
import org.obzvon.commands.RetentionUseCases;
import org.obzvon.commands.TestCallUseCases;
import org.obzvon.console.Phrases;
import org.obzvon.console.Vitals;
import org.obzvon.console.http.AdmittedRequest;
import org.obzvon.console.http.Form;
import org.obzvon.console.http.Pages;
import org.obzvon.console.http.RequiresRight;
import org.obzvon.console.http.jte.JteauditGenerated;
import org.obzvon.console.http.jte.JteexchangesGenerated;
import org.obzvon.console.http.jte.JteretentionGenerated;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.register.Phone;
import org.obzvon.staff.AuditLog;
import org.obzvon.staff.Right;

/// The pages `/exchanges` (the state of the lines), `/audit` (all logged actions) and `/retention` (which personal data
/// was removed).
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class OversightController {
  private final Vitals vitals;
  private final AuditLog log;
  private final TestCallUseCases tests;
  private final RetentionUseCases retention;
  private final Pages pages;

  OversightController(Vitals vitals, AuditLog log, TestCallUseCases tests, RetentionUseCases retention, Pages pages) {
    this.retention = retention;
    this.vitals = vitals;
    this.tests = tests;
    this.log = log;
    this.pages = pages;
  }

  @Get("/exchanges")
  @RequiresRight(Right.SEE_EXCHANGES)
  HttpResponse<?> exchanges(HttpRequest<?> request) {
    return exchanges(request, List.of());
  }

  private HttpResponse<?> exchanges(HttpRequest<?> request, List<Problem> problems) {
    return pages.answer(
        request,
        (html, hooks, view) -> JteexchangesGenerated.render(
            html, hooks, view, vitals.lines(), vitals.waiting(), vitals.unstored(), vitals.dead(),
            tests.calls().numbers(), tests.calls().scripts(), tests.newest(), problems),
        problems);
  }

  /// Begins a call to one of the installation's own numbers; the page shows its progress.
  @Post("/exchanges/test-call")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RequiresRight(Right.RUN_CAMPAIGNS)
  HttpResponse<?> testCall(HttpRequest<?> request) {
    AdmittedRequest visit = AdmittedRequest.of(request);
    Form form = visit.form();
    try {
      tests.start(
          visit.actor(),
          new TestCalls.Request(
              phone(form.line("number", 20)), form.line("script", 80), form.line("account", 60), Optional.empty(),
              Optional.empty()));
    } catch (BadInput bad) {
      return exchanges(request, bad.problems());
    }
    return FormAnswers.to("/exchanges");
  }

  private static Phone phone(String text) {
    try {
      return new Phone(text);
    } catch (IllegalArgumentException _) {
      throw BadInput.of("number", FormFault.NUMBER.with());
    }
  }

  @Get("/audit")
  @RequiresRight(Right.SEE_AUDIT)
  HttpResponse<?> audit(HttpRequest<?> request) {
    String query = Optional.ofNullable(request.getUri().getRawQuery()).orElse("");
    Form form = Form.parse(query);
    try {
      return audit(request, form);
    } catch (BadInput bad) {
      return pages.answer(
          request,
          (html, hooks, view) -> JteauditGenerated.render(
              html, hooks, view, bad.problems(), List.of(), AuditLog.Filter.ALL, "", ""),
          bad.problems(), form);
    }
  }

  private HttpResponse<?> audit(HttpRequest<?> request, Form form) {
    Optional<LocalDate> day = form.given("day").map(OversightController::day);
    Phrases clock = pages.view(request).phrases();
    var filter = new AuditLog.Filter(
        form.line("actor", 60), form.line("action", 60), form.line("subject", 100),
        day.map(one -> new AuditLog.Span(clock.beginningOf(one), clock.beginningOf(one.plusDays(1)))));
    Optional<Long> before = form.given("before").filter(id -> id.matches("\\d{1,18}")).map(Long::valueOf);
    List<AuditLog.Entry> entries = log.page(filter, before);
    String next = entries.size() < AuditLog.PAGE ? "" : next(filter, day, entries.getLast().id());
    String asked = day.map(LocalDate::toString).orElse("");
    return pages.show(
        request,
        (html, hooks, view) -> JteauditGenerated.render(html, hooks, view, List.of(), entries, filter, asked, next));
  }

  @Get("/retention")
  @RequiresRight(Right.SEE_AUDIT)
  HttpResponse<?> retention(HttpRequest<?> request) {
    return pages.show(
        request, (html, hooks, view) -> JteretentionGenerated.render(html, hooks, view, List.of(), retention.runs()));
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException _) {
      throw BadInput.of("day", FormFault.DATE.with());
    }
  }

  private static String next(AuditLog.Filter filter, Optional<LocalDate> day, long before) {
    return "/audit?actor=" + FormAnswers.piece(filter.actor()) + "&action=" + FormAnswers.piece(filter.action())
        + "&subject="
        + FormAnswers.piece(filter.subject()) + "&day=" + day.map(LocalDate::toString).orElse("") + "&before=" + before;
  }
}
