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
import java.util.Map;
import java.util.Optional;
import org.obzvon.call.TestCalls;
import org.obzvon.console.FormFault;
import org.obzvon.console.Phrases;
import org.obzvon.console.TestCallDesk;
import org.obzvon.console.Vitals;
import org.obzvon.console.http.Form;
import org.obzvon.console.http.Needs;
import org.obzvon.console.http.Pages;
import org.obzvon.console.http.Visit;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.register.Phone;
import org.obzvon.staff.AuditLog;
import org.obzvon.staff.Right;

/// `/exchanges`, the lines as they are, and `/audit`, what everybody did.
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class HouseController {
  private final Vitals vitals;
  private final AuditLog log;
  private final TestCallDesk tests;
  private final Pages pages;

  HouseController(Vitals vitals, AuditLog log, TestCallDesk tests, Pages pages) {
    this.vitals = vitals;
    this.tests = tests;
    this.log = log;
    this.pages = pages;
  }

  @Get("/exchanges")
  @Needs(Right.SEE_EXCHANGES)
  HttpResponse<?> exchanges(HttpRequest<?> request) {
    return exchanges(request, List.of());
  }

  private HttpResponse<?> exchanges(HttpRequest<?> request, List<Problem> problems) {
    Map<String, Object> values =
        Map.of(
            "lines", vitals.lines(), "waiting", vitals.waiting(), "unstored", vitals.unstored(), "dead", vitals.dead(),
            "numbers", tests.calls().numbers(), "scripts", tests.calls().scripts(), "tests", tests.newest());
    return pages.answer(request, "exchanges", values, problems);
  }

  /// Begins a call to one of the installation's own numbers; the page shows what becomes of it.
  @Post("/exchanges/test-call")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Needs(Right.RUN_CAMPAIGNS)
  HttpResponse<?> testCall(HttpRequest<?> request) {
    Visit visit = Visit.of(request);
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
    return Answers.to("/exchanges");
  }

  private static Phone phone(String text) {
    try {
      return new Phone(text);
    } catch (IllegalArgumentException _) {
      throw BadInput.of("number", FormFault.NUMBER.with());
    }
  }

  @Get("/audit")
  @Needs(Right.SEE_AUDIT)
  HttpResponse<?> audit(HttpRequest<?> request) {
    String query = Optional.ofNullable(request.getUri().getRawQuery()).orElse("");
    Form form = Form.parse(query);
    try {
      return audit(request, form);
    } catch (BadInput bad) {
      Map<String, Object> none = Map.of("entries", List.of(), "filter", AuditLog.Filter.ALL, "day", "", "next", "");
      return pages.answer(request, "audit", none, bad.problems(), form);
    }
  }

  private HttpResponse<?> audit(HttpRequest<?> request, Form form) {
    Optional<LocalDate> day = form.given("day").map(HouseController::day);
    Phrases clock = pages.view(request).phrases();
    var filter =
        new AuditLog.Filter(
            form.line("actor", 60), form.line("action", 60), form.line("subject", 100),
            day.map(one -> new AuditLog.Span(clock.beginningOf(one), clock.beginningOf(one.plusDays(1)))));
    Optional<Long> before = form.given("before").filter(id -> id.matches("\\d{1,18}")).map(Long::valueOf);
    List<AuditLog.Entry> entries = log.page(filter, before);
    String next = entries.size() < AuditLog.PAGE ? "" : next(filter, day, entries.getLast().id());
    String asked = day.map(LocalDate::toString).orElse("");
    Map<String, Object> values = Map.of("entries", entries, "filter", filter, "day", asked, "next", next);
    return pages.answer(request, "audit", values, List.of());
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException _) {
      throw BadInput.of("day", FormFault.DATE.with());
    }
  }

  private static String next(AuditLog.Filter filter, Optional<LocalDate> day, long before) {
    return "/audit?actor=" + Answers.piece(filter.actor()) + "&action=" + Answers.piece(filter.action()) + "&subject="
        + Answers.piece(filter.subject()) + "&day=" + day.map(LocalDate::toString).orElse("") + "&before=" + before;
  }
}
