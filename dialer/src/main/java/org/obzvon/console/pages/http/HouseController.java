package org.obzvon.console.pages.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.obzvon.console.FormFault;
import org.obzvon.console.Phrases;
import org.obzvon.console.Vitals;
import org.obzvon.console.http.Form;
import org.obzvon.console.http.Needs;
import org.obzvon.console.http.Pages;
import org.obzvon.document.BadInput;
import org.obzvon.staff.AuditLog;
import org.obzvon.staff.Right;

/// `/exchanges`, the lines as they are, and `/audit`, what everybody did.
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class HouseController {
  private final Vitals vitals;
  private final AuditLog log;
  private final Pages pages;

  HouseController(Vitals vitals, AuditLog log, Pages pages) {
    this.vitals = vitals;
    this.log = log;
    this.pages = pages;
  }

  @Get("/exchanges")
  @Needs(Right.SEE_EXCHANGES)
  HttpResponse<?> exchanges(HttpRequest<?> request) {
    Map<String, Object> values =
        Map.of("lines", vitals.lines(), "waiting", vitals.waiting(), "unstored", vitals.unstored(), "dead", vitals.dead());
    return pages.show(request, "exchanges", values);
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
