package org.obzvon.comparison.jte;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.obzvon.comparison.CampaignActivity;
import org.obzvon.comparison.PlainTextReport;
import org.obzvon.comparison.ComparisonVerdict;
import org.obzvon.comparison.Report;
import org.obzvon.comparison.ReportTables;
import org.obzvon.comparison.ReportWords;
import org.obzvon.comparison.ActivityTables;
import org.obzvon.comparison.TextMessageTables;
import org.obzvon.comparison.WorkTables;
import org.obzvon.document.SafeText;

/// The content of the page of a report, in the order of the page and in the reader's language. The templates escape it.
/// Text from files has no invisible characters here.
///
/// @param simulated note that the numbers are from a rehearsal
/// @param plans registered plans, as they were written
public record ReportPage(
    String language, String title, Optional<String> simulated, List<String> facts, Lines verdict, List<Table> results,
    List<Figure> figures, List<Table> story, Lines checks, List<Plan> plans, Optional<Lines> notes) {

  /// A heading with lines below it.
  public record Lines(String title, List<String> lines) {
    public Lines {
      title = SafeText.marked(title);
      lines = lines.stream().map(SafeText::marked).toList();
    }
  }

  /// @param rows each begins with its name
  public record Table(String title, List<String> head, List<List<String>> rows) {
    public Table {
      title = SafeText.marked(title);
      head = head.stream().map(SafeText::marked).toList();
      rows = rows.stream().map(row -> row.stream().map(SafeText::marked).toList()).toList();
    }
  }

  /// @param svg picture that [Drawing] made and escaped
  public record Figure(String name, String svg) {}

  /// A registered plan with its digest.
  public record Plan(String name, String text) {}

  static ReportPage of(Report report, ReportWords words) {
    List<Figure> figures = new ArrayList<>();
    new ReportCharts(report, words).all().forEach((name, svg) -> figures.add(new Figure(SafeText.marked(name), svg)));
    return new ReportPage(
        words.tag(), SafeText.marked(title(report, words)),
        report.simulated() ? Optional.of(words.say("simulated")) : Optional.empty(),
        PlainTextReport.heading(report, words).stream().skip(report.simulated() ? 1 : 0).map(SafeText::marked).toList(),
        new Lines(words.say("verdict.title"), ComparisonVerdict.of(report, words)), results(report, words), figures,
        story(report, words), new Lines(words.say("section.checks"), PlainTextReport.checks(report, words)),
        plans(report, words), notes(report, words));
  }

  private static String title(Report report, ReportWords words) {
    return report.campaign().map(one -> words.say("title", one.accounts().facts().name()))
        .orElse(words.say("title.file"));
  }

  private static List<Table> results(Report report, ReportWords words) {
    List<Table> tables = new ArrayList<>();
    add(tables, words.say("section.funnel", words.number(report.asked().question().windowDays(), 0)),
        ReportTables.happened(report, words));
    if (!report.withheld()) {
      add(tables, words.say("section.pairs"), ReportTables.pairs(report, words));
    }
    return tables;
  }

  private static List<Table> story(Report report, ReportWords words) {
    List<Table> tables = new ArrayList<>();
    report.campaign().ifPresent(
        one -> {
          CampaignActivity story = one.accounts().story();
          add(tables, words.say("section.texts"), TextMessageTables.texts(story, words));
          add(tables, words.say("section.notices"), TextMessageTables.notices(story, words));
          add(tables, words.say("section.goals"), ReportTables.goals(one.accounts(), words));
          add(tables, words.say("section.promises"), ActivityTables.promises(story, words));
          add(tables, words.say("section.reasons"), ActivityTables.reasons(story, words));
          add(tables, words.say("section.scripts"), ActivityTables.scripts(story, words));
          add(tables, words.say("section.work"), WorkTables.plan(story, words));
          add(tables, words.say("section.operators"), WorkTables.operators(story, words));
          add(tables, words.say("section.guards"), WorkTables.guards(story, words));
          add(tables, words.say("section.debt"), ActivityTables.debt(story, words));
          add(tables, words.say("section.looks"), ActivityTables.looks(one, words));
        });
    if (!report.withheld()) {
      String baseline = words.arm(report.asked().question().baseline());
      add(tables, words.say("section.strata", baseline), ActivityTables.segments(report, words));
    }
    return tables;
  }

  /// Adds a table. A table of one row has only its head and is left out.
  private static void add(List<Table> tables, String title, List<List<String>> rows) {
    if (rows.size() > 1) {
      tables.add(new Table(title, rows.getFirst(), rows.subList(1, rows.size())));
    }
  }

  private static List<Plan> plans(Report report, ReportWords words) {
    return report.campaign().stream()
        .flatMap(one -> one.versions().stream())
        .map(
            version -> new Plan(
                words.say("section.plan") + ": " + version.plan().sha256(), SafeText.lines(version.plan().text())))
        .toList();
  }

  private static Optional<Lines> notes(Report report, ReportWords words) {
    List<String> notes = report.comparison().notes();
    return notes.isEmpty() ? Optional.empty() : Optional.of(new Lines(words.say("section.notes"), notes));
  }
}
