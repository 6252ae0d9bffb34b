package org.obzvon.console.pages.http;

import gg.jte.html.HtmlContent;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.StringWriter;
import java.util.List;
import org.obzvon.campaign.Arm;
import org.obzvon.comparison.CampaignReports;
import org.obzvon.comparison.RateTable;
import org.obzvon.comparison.Report;
import org.obzvon.comparison.ReportWords;
import org.obzvon.comparison.csv.CsvReport;
import org.obzvon.comparison.jte.HtmlReport;
import org.obzvon.console.http.AdmittedRequest;
import org.obzvon.console.http.Pages;
import org.obzvon.console.http.RequiresRight;
import org.obzvon.console.http.View;
import org.obzvon.console.http.jte.JtecomparisonGenerated;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.staff.AuditLog;
import org.obzvon.staff.Right;

/// The pages `/campaigns/NAME/comparison`: show the results of each arm. Every look is logged, as for any running
/// experiment.
@Controller("/campaigns/{name}")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ComparisonController {
  private final CampaignReports reports;
  private final RateTable rates;
  private final AuditLog log;
  private final Pages pages;

  ComparisonController(CampaignReports reports, RateTable rates, AuditLog log, Pages pages) {
    this.reports = reports;
    this.rates = rates;
    this.log = log;
    this.pages = pages;
  }

  @Get("/comparison")
  @RequiresRight(Right.SEE_COMPARISON)
  HttpResponse<?> show(HttpRequest<?> request, @PathVariable String name) {
    View view = pages.view(request);
    try {
      return page(view, name, new HtmlReport(ReportWords.in(view.language())).content(report(name)), List.of());
    } catch (BadInput bad) {
      return page(view, name, _ -> {}, bad.problems());
    }
  }

  private HttpResponse<?> page(View view, String name, HtmlContent report, List<Problem> problems) {
    return Pages.ok(
        pages.render(
            (html, hooks, reader) -> JtecomparisonGenerated.render(html, hooks, reader, name, report, problems), view));
  }

  @Get("/comparison.csv")
  @RequiresRight(Right.EXPORT)
  HttpResponse<?> export(HttpRequest<?> request, @PathVariable String name) {
    StringWriter csv = new StringWriter();
    new CsvReport().write(report(name), csv);
    log.note(AdmittedRequest.of(request).actor(), AuditLog.Deed.of("export", "comparison of campaign " + name));
    return FormAnswers.file("comparison.csv", csv.toString());
  }

  private Report report(String name) {
    return reports.make(CampaignReports.Request.plain(name, Arm.HOLD_OUT, rates));
  }
}
