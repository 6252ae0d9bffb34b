package org.obzvon.console.pages.http;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.obzvon.campaign.Arm;
import org.obzvon.comparison.CampaignReports;
import org.obzvon.comparison.RateTable;
import org.obzvon.comparison.Report;
import org.obzvon.comparison.ReportWords;
import org.obzvon.comparison.csv.CsvReport;
import org.obzvon.comparison.html.HtmlReport;
import org.obzvon.console.http.Needs;
import org.obzvon.console.http.Pages;
import org.obzvon.console.http.View;
import org.obzvon.console.http.Visit;
import org.obzvon.document.BadInput;
import org.obzvon.staff.AuditLog;
import org.obzvon.staff.Right;

/// `/campaigns/NAME/comparison`: what each arm brought in. Looking is noted, as every look at a running experiment is.
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
  @Needs(Right.SEE_COMPARISON)
  HttpResponse<?> show(HttpRequest<?> request, @PathVariable String name) {
    View view = pages.view(request);
    Map<String, Object> values = new HashMap<>();
    values.put("name", name);
    try {
      Report report = report(name);
      values.put("report", new HtmlReport(ReportWords.in(view.language())).content(report));
      values.put("problems", List.of());
    } catch (BadInput bad) {
      values.put("report", "");
      values.put("problems", bad.problems());
    }
    return Pages.ok(pages.render("comparison", view, values));
  }

  @Get("/comparison.csv")
  @Needs(Right.EXPORT)
  HttpResponse<?> export(HttpRequest<?> request, @PathVariable String name) {
    StringWriter csv = new StringWriter();
    new CsvReport().write(report(name), csv);
    log.note(Visit.of(request).actor(), AuditLog.Deed.of("export", "comparison of campaign " + name));
    return Answers.file("comparison.csv", csv.toString());
  }

  private Report report(String name) {
    return reports.make(CampaignReports.Request.plain(name, Arm.HOLD_OUT, rates));
  }
}
