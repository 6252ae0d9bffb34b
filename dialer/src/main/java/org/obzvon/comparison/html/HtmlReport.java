package org.obzvon.comparison.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.obzvon.comparison.CampaignStory;
import org.obzvon.comparison.ComparisonText;
import org.obzvon.comparison.Report;
import org.obzvon.comparison.ReportFormat;
import org.obzvon.comparison.ReportTables;
import org.obzvon.comparison.ReportWords;
import org.obzvon.comparison.StoryTables;
import org.obzvon.comparison.TextTables;
import org.obzvon.comparison.Verdict;
import org.obzvon.comparison.WorkTables;

/// The report as a page that can be mailed: one file, no script, nothing to load; its own policy forbids both.
public final class HtmlReport implements ReportFormat {
  private static final String STYLE = "/comparison/report.css";
  private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

  private final ReportWords words;

  public HtmlReport(ReportWords words) {
    this.words = words;
  }

  @Override
  public void write(Report report, Writer to) {
    try {
      to.write(page(report));
      to.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String page(Report report) {
    return "<!DOCTYPE html>\n<html lang=\"" + words.tag() + "\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY + "\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
        + Markup.escape(title(report)) + "</title>\n<style>\n" + style() + "</style>\n</head>\n<body>\n<main>\n"
        + content(report) + "</main>\n</body>\n</html>\n";
  }

  private String title(Report report) {
    return report.campaign().map(one -> words.say("title", one.accounts().facts().name()))
        .orElse(words.say("title.file"));
  }

  /// What stands on the page, for a page that has a head and a style of its own. Safe to be put in as it is.
  public String content(Report report) {
    StringBuilder page = new StringBuilder();
    if (report.simulated()) {
      page.append("<p class=\"simulated\" role=\"note\">").append(Markup.escape(words.say("simulated")))
          .append("</p>\n");
    }
    page.append("<h1>").append(Markup.escape(title(report))).append("</h1>\n");
    ComparisonText.heading(report, words).stream().skip(report.simulated() ? 1 : 0)
        .forEach(line -> paragraph(page, "facts", line));
    list(page, "verdict", words.say("verdict.title"), Verdict.of(report, words));
    table(page, words.say("section.funnel", words.number(report.asked().question().windowDays(), 0)),
        ReportTables.happened(report, words));
    if (!report.withheld()) {
      table(page, words.say("section.pairs"), ReportTables.pairs(report, words));
    }
    new ReportCharts(report, words).all().forEach(
        (name, svg) -> page.append("<figure tabindex=\"0\">\n<figcaption>").append(Markup.escape(name)).append("</figcaption>\n")
            .append(svg).append("</figure>\n"));
    story(page, report);
    list(page, "checks", words.say("section.checks"), ComparisonText.checks(report, words));
    end(page, report);
    return page.toString();
  }

  private void story(StringBuilder page, Report report) {
    report.campaign().ifPresent(
        one -> {
          CampaignStory story = one.accounts().story();
          table(page, words.say("section.texts"), TextTables.texts(story, words));
          table(page, words.say("section.notices"), TextTables.notices(story, words));
          table(page, words.say("section.goals"), ReportTables.goals(one.accounts(), words));
          table(page, words.say("section.promises"), StoryTables.promises(story, words));
          table(page, words.say("section.reasons"), StoryTables.reasons(story, words));
          table(page, words.say("section.scripts"), StoryTables.scripts(story, words));
          table(page, words.say("section.work"), WorkTables.plan(story, words));
          table(page, words.say("section.operators"), WorkTables.operators(story, words));
          table(page, words.say("section.guards"), WorkTables.guards(story, words));
          table(page, words.say("section.debt"), StoryTables.debt(story, words));
          table(page, words.say("section.looks"), StoryTables.looks(one, words));
        });
    if (!report.withheld()) {
      String baseline = words.arm(report.asked().question().baseline());
      table(page, words.say("section.strata", baseline), StoryTables.segments(report, words));
    }
  }

  private void end(StringBuilder page, Report report) {
    report.campaign().filter(one -> !one.versions().isEmpty()).ifPresent(
        one -> one.versions().forEach(
            version -> page.append("<details>\n<summary>")
                .append(Markup.escape(words.say("section.plan") + ": " + version.plan().sha256()))
                .append("</summary>\n<pre lang=\"en\">").append(Markup.escape(version.plan().text()))
                .append("</pre>\n</details>\n")));
    if (!report.comparison().notes().isEmpty()) {
      page.append("<details>\n<summary>").append(Markup.escape(words.say("section.notes")))
          .append("</summary>\n<ul lang=\"en\">\n");
      report.comparison().notes().forEach(note -> page.append("<li>").append(Markup.escape(note)).append("</li>\n"));
      page.append("</ul>\n</details>\n");
    }
  }

  private static void paragraph(StringBuilder page, String kind, String text) {
    page.append("<p class=\"").append(kind).append("\">").append(Markup.escape(text)).append("</p>\n");
  }

  private static void list(StringBuilder page, String kind, String title, List<String> lines) {
    page.append("<section class=\"").append(kind).append("\">\n<h2>").append(Markup.escape(title))
        .append("</h2>\n<ul>\n");
    lines.forEach(line -> page.append("<li>").append(Markup.escape(line)).append("</li>\n"));
    page.append("</ul>\n</section>\n");
  }

  /// A table of one row has only its head and is not shown.
  private static void table(StringBuilder page, String title, List<List<String>> rows) {
    if (rows.size() < 2) {
      return;
    }
    page.append("<h2>").append(Markup.escape(title)).append("</h2>\n<div class=\"wide\" tabindex=\"0\"><table>\n<thead><tr>");
    rows.getFirst().forEach(cell -> page.append("<th scope=\"col\">").append(Markup.escape(cell)).append("</th>"));
    page.append("</tr></thead>\n<tbody>\n");
    for (List<String> row : rows.subList(1, rows.size())) {
      page.append("<tr><th scope=\"row\">").append(Markup.escape(row.getFirst())).append("</th>");
      row.subList(1, row.size())
          .forEach(cell -> page.append("<td>").append(Markup.escape(cell)).append("</td>"));
      page.append("</tr>\n");
    }
    page.append("</tbody>\n</table></div>\n");
  }

  private static String style() {
    try (InputStream style = HtmlReport.class.getResourceAsStream(STYLE)) {
      return new String(style.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
