package org.obzvon.comparison;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.obzvon.campaign.Definition;
import org.obzvon.document.SafeText;

/// The tables of the work of a campaign by script and operator, and of what must not get worse; the first row names the
/// columns.
public final class WorkTables {
  private static final Definition.Goals NO_GOALS = new Definition.Goals(
      ComparisonQuestion.WINDOW_DAYS, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
      Optional.empty(), Optional.empty());

  private WorkTables() {}

  private static List<String> titles(ReportWords words, String... keys) {
    return new ArrayList<>(Arrays.stream(keys).map(words::say).toList());
  }

  static String named(ComparedAttempt.By by, ReportWords words) {
    return words.say("channel." + by.channel()) + " " + SafeText.marked(by.script());
  }

  /// Returns the goals in the first row, then each script and each operator beside them.
  public static List<List<String>> plan(CampaignActivity story, ReportWords words) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        titles(words, "col.worker", "col.accounts", "goal.reached", "goal.promised", "goal.paid", "col.cost.mean"));
    CampaignActivity.Work work = story.work();
    if (work.scripts().isEmpty() && work.operators().isEmpty()) {
      return rows;
    }
    Definition.Goals goals = work.goals().orElse(NO_GOALS);
    rows.add(
        List.of(
            words.say("col.wanted"), ReportWords.UNKNOWN, share(goals.reached(), words), share(goals.promised(), words),
            share(goals.paid(), words),
            goals.cost().map(cost -> PlainTextReport.amount(cost, words)).orElse(ReportWords.UNKNOWN)));
    work.scripts().forEach(
        script -> rows.add(row(named(script.by(), words), script.accounts(), script.cost(), words)));
    work.operators().forEach(
        load -> rows.add(
            row(SafeText.marked(load.operator()), load.accounts(), load.cost(), words)));
    return rows;
  }

  private static String share(Optional<BigDecimal> wanted, ReportWords words) {
    return wanted.map(goal -> words.hundredths(goal.doubleValue())).orElse(ReportWords.UNKNOWN);
  }

  private static List<String> row(String who, WorkResults of, Optional<BigDecimal> cost, ReportWords words) {
    return List.of(
        who, words.count(of.accounts()), part(of.reached(), of.accounts(), words),
        part(of.promised(), of.accounts(), words), part(of.paid(), of.accounts(), words),
        ActivityTables.each(cost, of.accounts(), words));
  }

  private static String part(int some, int all, ReportWords words) {
    return words.hundredths(all == 0 ? Double.NaN : (double) some / all);
  }

  public static List<List<String>> operators(CampaignActivity story, ReportWords words) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        titles(words, "col.operator", "col.days", "col.turns", "col.answered", "col.perday", "col.talk", "col.wrapup",
            "col.busy"));
    for (OperatorLoad load : story.work().operators()) {
      OperatorLoad.Turns turns = load.turns();
      rows.add(
          List.of(
              SafeText.marked(load.operator()), words.count(turns.days()), words.count(turns.all()),
              words.count(turns.answered()), words.number((double) turns.answered() / turns.days(), 1),
              minutes(load.spent().talk(), words), minutes(load.spent().wrapUp(), words),
              words.hundredths(load.spent().busy())));
    }
    return rows;
  }

  private static String minutes(Duration time, ReportWords words) {
    return words.number(time.toMillis() / 60_000.0, 1);
  }

  /// Returns one row for each arm: count and share of each.
  public static List<List<String>> guards(CampaignActivity story, ReportWords words) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        titles(words, "col.arm", "col.optouts", "col.complaints", "col.ended", "col.silent", "col.notallowed",
            "col.again"));
    for (Guardrails guard : story.work().guards()) {
      Guardrails.Households households = guard.households();
      rows.add(
          List.of(
              words.arm(guard.arm()), of(households.optOuts(), households.all(), words),
              of(households.complaints(), households.all(), words),
              guard.left().isPresent() ? of(guard.left().getAsInt(), guard.accounts(), words) : ReportWords.UNKNOWN,
              of(guard.attempts().broken(), guard.attempts().answered(), words),
              words.count(guard.attempts().notAllowed()),
              of(guard.again().overdue(), guard.again().payers(), words)));
    }
    return rows;
  }

  private static String of(int some, int all, ReportWords words) {
    return all == 0
        ? ReportWords.UNKNOWN
        : words.count(some) + "/" + words.count(all) + " (" + part(some, all, words) + " %)";
  }
}
