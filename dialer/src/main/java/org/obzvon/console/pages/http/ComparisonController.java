package org.obzvon.console.pages.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.StringWriter;
import java.util.List;
import org.obzvon.campaign.Arm;
import org.obzvon.comparison.BackgroundReports;
import org.obzvon.comparison.CampaignReports;
import org.obzvon.comparison.RateTable;
import org.obzvon.comparison.csv.CsvReport;
import org.obzvon.console.http.AdmittedRequest;
import org.obzvon.console.http.Pages;
import org.obzvon.console.http.RequiresRight;
import org.obzvon.console.http.PageContext;
import org.obzvon.console.http.jte.JtecomparisonGenerated;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.staff.AuditLog;
import org.obzvon.staff.Right;

/// The pages `/campaigns/NAME/comparison`: show the stored report of the arms at once and have it made anew. Making a
/// report is logged as a look, as for any running experiment; showing the stored one again is none.
@Controller("/campaigns/{name}")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ComparisonController {
  private final CampaignReports reports;
  private final BackgroundReports background;
  private final RateTable rates;
  private final AuditLog log;
  private final Pages pages;

  ComparisonController(
      CampaignReports reports, BackgroundReports background, RateTable rates, AuditLog log, Pages pages) {
    this.reports = reports;
    this.background = background;
    this.rates = rates;
    this.log = log;
    this.pages = pages;
  }

  @Get("/comparison")
  @RequiresRight(Right.SEE_COMPARISON)
  HttpResponse<?> show(HttpRequest<?> request, @PathVariable String name) {
    PageContext view = pages.view(request);
    try {
      return page(view, name, background.show(asked(name), view.language()), List.of());
    } catch (BadInput bad) {
      return page(view, name, BackgroundReports.Shown.NOTHING, bad.problems());
    }
  }

  private HttpResponse<?> page(PageContext view, String name, BackgroundReports.Shown shown, List<Problem> problems) {
    return Pages.ok(
        pages.render(
            (html, hooks, reader) -> JtecomparisonGenerated.render(html, hooks, reader, name, shown, problems), view));
  }

  @Post("/comparison")
  @RequiresRight(Right.SEE_COMPARISON)
  HttpResponse<?> renew(HttpRequest<?> request, @PathVariable String name) {
    try {
      background.renew(asked(name));
    } catch (BadInput bad) {
      return page(pages.view(request), name, BackgroundReports.Shown.NOTHING, bad.problems());
    }
    log.note(AdmittedRequest.of(request).actor(),
        AuditLog.Deed.of("comparison renew", "comparison of campaign " + name));
    return FormAnswers.to("/campaigns/" + FormAnswers.piece(name) + "/comparison");
  }

  @Get("/comparison.csv")
  @RequiresRight(Right.EXPORT)
  HttpResponse<?> export(HttpRequest<?> request, @PathVariable String name) {
    StringWriter csv = new StringWriter();
    new CsvReport().write(reports.make(asked(name)), csv);
    log.note(AdmittedRequest.of(request).actor(), AuditLog.Deed.of("export", "comparison of campaign " + name));
    return FormAnswers.file("comparison.csv", csv.toString());
  }

  private CampaignReports.Request asked(String name) {
    return CampaignReports.Request.plain(name, Arm.HOLD_OUT, rates);
  }
}
