package org.obzvon.comparison;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The tables of what happened in a campaign as cells; the first row names the columns.
public final class ActivityTables {
  private static final int DEBT_EVERY = 5;
  private static final int MOST_LOOKS = 30;

  private ActivityTables() {}

  private static List<String> titles(ReportWords words, String... keys) {
    return new ArrayList<>(Arrays.stream(keys).map(words::say).toList());
  }

  public static List<List<String>> promises(CampaignActivity story, ReportWords words) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        titles(words, "col.arm", "col.made", "col.kept", "col.partly", "col.broken", "col.open", "col.share",
            "col.late"));
    rows.getFirst().set(6, words.say("col.kept") + " %");
    for (CampaignActivity.Promises arm : story.promises()) {
      if (arm.made() > 0) {
        List<String> row = new ArrayList<>(List.of(words.arm(arm.arm())));
        Stream.of(arm.made(), arm.kept(), arm.partly(), arm.broken(), arm.open())
            .forEach(count -> row.add(words.count(count)));
        int settled = arm.made() - arm.open();
        row.add(
            settled == 0
                ? ReportWords.UNKNOWN
                : words.range(Wilson.interval(arm.kept(), settled, ComparisonQuestion.LEVEL), 100, 1));
        row.add(words.number(arm.daysLate().orElse(Double.NaN), 1));
        rows.add(row);
      }
    }
    return rows;
  }

  /// Returns the accounts by recorded reason, as "told (paid)".
  public static List<List<String>> reasons(CampaignActivity story, ReportWords words) {
    List<CampaignActivity.Reasons> arms = story.reasons().stream().filter(arm -> !arm.told().isEmpty()).toList();
    List<List<String>> rows = new ArrayList<>();
    List<String> head = titles(words, "col.reason");
    arms.forEach(arm -> head.add(words.arm(arm.arm())));
    rows.add(head);
    TreeSet<String> reasons = new TreeSet<>();
    arms.forEach(arm -> reasons.addAll(arm.told().keySet()));
    for (String reason : reasons) {
      List<String> row = new ArrayList<>(List.of(words.named("reason", reason)));
      for (CampaignActivity.Reasons arm : arms) {
        CampaignActivity.Told told = arm.told().getOrDefault(reason, new CampaignActivity.Told(0, 0));
        int all = arm.told().values().stream().mapToInt(CampaignActivity.Told::accounts).sum();
        row.add(
            told.accounts() + " (" + words.number(100.0 * told.accounts() / all, 0) + " %), "
                + words.say("col.paid") + " " + told.paid());
      }
      rows.add(row);
    }
    return rows;
  }

  public static List<List<String>> scripts(CampaignActivity story, ReportWords words) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(titles(words, "col.script", "col.attempts", "col.answered", "col.reached", "col.promises", "col.cost",
        "col.cost.contact", "col.cost.promise"));
    for (CampaignActivity.Script script : story.work().scripts()) {
      CampaignActivity.Calls calls = script.calls();
      rows.add(
          List.of(
              WorkTables.named(script.by(), words),
              words.count(calls.attempts()), words.count(calls.answered()), words.count(calls.reached()),
              words.count(calls.promises()),
              each(script.cost(), 1, words), each(script.cost(), calls.attempts(), words),
              each(script.cost(), calls.promises(), words)));
    }
    return rows;
  }

  static String each(Optional<BigDecimal> cost, int parts, ReportWords words) {
    return cost.filter(_ -> parts > 0).map(sum -> words.number(sum.doubleValue() / parts, 2))
        .orElse(ReportWords.UNKNOWN);
  }

  /// Returns the mean debt of every fifth day, and of the last.
  public static List<List<String>> debt(CampaignActivity story, ReportWords words) {
    List<List<String>> rows = new ArrayList<>();
    int last = story.debt().stream().mapToInt(arm -> arm.remaining().length - 1).max().orElse(0);
    List<Integer> days = new ArrayList<>();
    for (int day = 0; day < last; day += Math.max(DEBT_EVERY, last / 10)) {
      days.add(day);
    }
    days.add(last);
    List<String> head = titles(words, "col.arm");
    days.forEach(day -> head.add(words.say("col.day") + " " + day));
    rows.add(head);
    for (CampaignActivity.Debt arm : story.debt()) {
      List<String> row = new ArrayList<>(List.of(words.arm(arm.arm())));
      days.forEach(day -> row.add(words.number(arm.remaining()[day], 2)));
      rows.add(row);
    }
    return rows;
  }

  /// Returns how many more payers than the baseline each segment has, one row a segment and one column an arm.
  public static List<List<String>> segments(Report report, ReportWords words) {
    List<Comparison.Pair> pairs = report.againstBaseline().stream().filter(pair -> pair.inside().segments().isPresent())
        .toList();
    List<List<String>> rows = new ArrayList<>();
    List<String> head = titles(words, "col.segment");
    pairs.forEach(pair -> head.add(words.arm(pair.arm())));
    rows.add(head);
    int segments = pairs.isEmpty() ? 0 : pairs.getFirst().inside().segments().orElseThrow().size();
    for (int index = 0; index < segments; index++) {
      List<String> row = new ArrayList<>();
      for (Comparison.Pair pair : pairs) {
        Comparison.Segment segment = pair.inside().segments().orElseThrow().get(index);
        if (row.isEmpty()) {
          row.add(words.named("reason", segment.reason()));
        }
        row.add(
            words.signed(segment.difference() * 100, 1) + " ± " + words.number(segment.se() * 196, 1)
                + (isFewTried(report, pair.arm(), segment.reason()) ? " " + words.say("few") : ""));
      }
      rows.add(row);
    }
    return rows;
  }

  /// Returns true if hardly any account of the arm and the segment was ever tried.
  public static boolean isFewTried(Report report, String arm, String segment) {
    return report.campaign().stream()
        .flatMap(one -> one.accounts().story().tries().stream())
        .anyMatch(one -> one.isFew() && one.arm().equals(arm) && one.segment().equals(segment));
  }

  /// Returns the last looks with their time and what they saw, one row a look and one column an arm.
  public static List<List<String>> looks(Report.OfCampaign campaign, ReportWords words) {
    List<Registrations.Look> looks = campaign.looks();
    List<Registrations.Look> last = looks.subList(Math.max(0, looks.size() - MOST_LOOKS), looks.size());
    TreeSet<String> arms = new TreeSet<>();
    last.forEach(look -> look.differences().forEach(one -> arms.add(one.arm())));
    List<List<String>> rows = new ArrayList<>();
    List<String> head = titles(words, "col.time");
    arms.forEach(arm -> head.add(words.arm(arm)));
    rows.add(head);
    for (Registrations.Look look : last) {
      List<String> row = new ArrayList<>(List.of(PlainTextReport.moment(look.at(), words)));
      for (String arm : arms) {
        row.add(
            look.differences().stream().filter(one -> one.arm().equals(arm)).findFirst()
                .map(one -> words.signed(one.difference() * 100, 1) + " (" + words.range(one.anytime(), 100, 1) + ")")
                .orElse(ReportWords.UNKNOWN));
      }
      rows.add(row);
    }
    return rows;
  }
}
