package org.obzvon.comparison;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.obzvon.document.SafeText;

/// Writes the report for people, on one screen: what it is, the verdict, what happened, arm against arm, the checks.
public final class PlainTextReport {
  private static final int MOST_NOTES = 5;
  private static final Pattern NOTE = Pattern.compile("(?:(?:arms|comparisons)\\[([^]]*)][^:]*|[^:\\[]*): (.*)",
      Pattern.DOTALL);

  private final StringBuilder text = new StringBuilder();
  private final Report report;
  private final ReportWords words;

  private PlainTextReport(Report report, ReportWords words) {
    this.report = report;
    this.words = words;
  }

  /// @param details every number instead of one screen
  public static String of(Report report, ReportWords words, boolean details) {
    PlainTextReport page = new PlainTextReport(report, words);
    heading(report, words).forEach(page::line);
    page.line(report.campaign().isPresent() ? "\n" + words.say("verdict.title") : words.say("verdict.title"));
    ComparisonVerdict.of(report, words).forEach(sentence -> page.line("  " + sentence));
    page.happened();
    if (!report.withheld()) {
      page.pairs();
    }
    report.campaign().ifPresent(
        one -> {
          page.table("section.texts", TextMessageTables.texts(one.accounts().story(), words));
          page.table("section.notices", TextMessageTables.notices(one.accounts().story(), words));
          page.table("section.goals", ReportTables.goals(one.accounts(), words));
        });
    page.section("section.checks");
    checks(report, words).forEach(check -> page.line("  " + check));
    if (details) {
      page.text.append(PlainTextDetails.of(report, words));
    }
    page.notes(details);
    return page.text.toString();
  }

  /// Returns what a reader must know before the numbers; empty for a file.
  public static List<String> heading(Report report, ReportWords words) {
    List<String> lines = new ArrayList<>();
    if (report.simulated()) {
      lines.add(words.say("simulated"));
    }
    report.campaign().ifPresent(one -> lines.addAll(heading(report, one, words)));
    return lines;
  }

  private static List<String> heading(Report report, Report.OfCampaign campaign, ReportWords words) {
    CampaignAccounts accounts = campaign.accounts();
    CampaignAccounts.Facts facts = accounts.facts();
    List<String> lines = new ArrayList<>();
    String name = SafeText.marked(facts.name());
    lines.add(
        facts.freshTo().map(to -> words.say("heading.campaign", name, moment(to, words)))
            .orElse(words.say("heading.stale", name)));
    int still = accounts.story().stillFollowed();
    String window = words.number(report.asked().question().windowDays(), 0);
    lines.add(
        still > 0
            ? words.say("heading.running", words.count(still), words.count(accounts.table().size()), window)
            : words.say("heading.complete", words.count(accounts.table().size()), window));
    lines.add(accounts.story().following().payer().sentence(words));
    lines.addAll(registered(campaign, words));
    if (!campaign.looks().isEmpty()) {
      lines.add(
          words.say("heading.looks", campaign.looks().size(), moment(campaign.looks().getFirst().at(), words)));
    }
    accounts.story().work().goals().map(goals -> goals.window())
        .filter(planned -> planned != report.asked().question().windowDays())
        .ifPresent(planned -> lines.add(words.say("heading.window", window, planned)));
    return lines;
  }

  private static List<String> registered(Report.OfCampaign campaign, ReportWords words) {
    List<Registrations.Version> versions = campaign.versions();
    if (versions.isEmpty()) {
      return List.of(words.say("heading.plan.none"));
    }
    Registrations.Version first = versions.getFirst();
    String hash = first.plan().sha256().substring(0, 12);
    List<String> lines = new ArrayList<>();
    String changes = versions.stream().skip(1)
        .map(version -> moment(version.at(), words) + " → " + version.plan().sha256().substring(0, 12))
        .collect(Collectors.joining(", "));
    lines.add(
        changes.isEmpty()
            ? words.say("heading.plan", hash, moment(first.at(), words))
            : words.say("heading.plan.changed", hash, moment(first.at(), words), changes));
    first.plan().underpowered().ifPresent(why -> lines.add(words.say("heading.underpowered", why)));
    return lines;
  }

  static String moment(Instant at, ReportWords words) {
    return words.moment(at, ZoneOffset.UTC) + " UTC";
  }

  private void happened() {
    section("section.funnel", words.number(report.asked().question().windowDays(), 0));
    PlainTextTable table = new PlainTextTable();
    ReportTables.happened(report, words).forEach(table::row);
    text.append(table);
  }

  private void pairs() {
    section("section.pairs");
    PlainTextTable table = new PlainTextTable();
    ReportTables.pairs(report, words).forEach(table::row);
    text.append(table);
    report.asked().margin().ifPresent(
        margin -> report.comparison().pairs().forEach(
            pair -> pair.rate().counts().ifPresent(
                counts -> line("  " + words.say("against", words.arm(pair.arm()), words.arm(pair.baseline())) + ": "
                    + notWorse(counts, margin, words)))));
  }

  static String notWorse(RatePair counts, double margin, ReportWords words) {
    NonInferiority result = NonInferiority.of(counts, margin, ComparisonQuestion.LEVEL);
    return words.say("detail.notworse", words.hundredths(margin)) + ": "
        + words.say(
            result.isShown() ? "detail.shown" : "detail.notshown", words.hundredths(result.low()), words.p(result.p()));
  }

  /// Adds a table. A table of one row has only its head and is left out.
  private void table(String title, List<List<String>> rows) {
    if (rows.size() > 1) {
      section(title);
      PlainTextTable table = new PlainTextTable();
      rows.forEach(table::row);
      text.append(table);
    }
  }

  /// Returns one line for each check.
  public static List<String> checks(Report report, ReportWords words) {
    return ReportTables.checks(report, words);
  }

  /// Adds the notes. Notes that say the same of several values appear once.
  private void notes(boolean all) {
    Map<String, Set<String>> places = new LinkedHashMap<>();
    for (String note : report.comparison().notes()) {
      Matcher parts = NOTE.matcher(note);
      boolean known = parts.matches();
      String who = known && parts.group(1) != null ? parts.group(1) : "";
      places.computeIfAbsent(known ? parts.group(2) : note, _ -> new LinkedHashSet<>()).add(who);
    }
    if (places.isEmpty()) {
      return;
    }
    section("section.notes");
    places.entrySet().stream().limit(all ? Integer.MAX_VALUE : MOST_NOTES).forEach(
        note -> {
          String who = note.getValue().stream().filter(name -> !name.isEmpty()).collect(Collectors.joining(", "));
          line("  " + SafeText.marked(note.getKey()) + (who.isEmpty() ? "" : " [" + SafeText.marked(who) + "]"));
        });
    if (!all && places.size() > MOST_NOTES) {
      line("  " + words.say("notes.more", places.size() - MOST_NOTES));
    }
  }

  private void section(String key, Object... values) {
    line("\n" + words.say(key, values));
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  static String amount(BigDecimal amount, ReportWords words) {
    return words.number(amount.doubleValue(), 2);
  }

  static Map<String, CampaignAccounts.Funnel> funnels(CampaignAccounts accounts) {
    return accounts.funnels().stream()
        .collect(Collectors.toMap(CampaignAccounts.Funnel::arm, funnel -> funnel, (one, _) -> one, TreeMap::new));
  }
}
