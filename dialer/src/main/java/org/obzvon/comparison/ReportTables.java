package org.obzvon.comparison;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.obzvon.document.SafeText;

/// The tables of a report as cells; the first row names the columns. Text and HTML use the same tables.
public final class ReportTables {
  private ReportTables() {}

  private static List<String> titles(ReportWords words, String... keys) {
    return new ArrayList<>(Arrays.stream(keys).map(words::say).toList());
  }

  /// Returns one row for each arm: how far its accounts came, who paid, the money.
  public static List<List<String>> happened(Report report, ReportWords words) {
    return report.campaign()
        .map(one -> ofCampaign(report, one.accounts(), words))
        .orElseGet(() -> ofFile(report, words));
  }

  private static List<List<String>> ofCampaign(Report report, CampaignAccounts accounts, ReportWords words) {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = titles(words, "col.arm", "col.accounts", "col.attempted", "col.answered", "col.reached",
        "col.promised",
        "col.kept", "col.paid", "col.share");
    head.add(words.say("col.interval", 95));
    String currency = accounts.facts().currency().map(code -> ", " + code.getCurrencyCode()).orElse("");
    head.add(words.say("col.recovered") + currency);
    head.add(words.say("col.cost") + currency);
    rows.add(head);
    Map<String, CampaignAccounts.Funnel> funnels = PlainTextReport.funnels(accounts);
    for (Comparison.Arm arm : report.comparison().arms()) {
      CampaignAccounts.Funnel funnel = funnels.get(arm.arm());
      CampaignAccounts.Steps steps = funnel.steps();
      List<String> row = new ArrayList<>(List.of(words.arm(arm.arm())));
      Stream.of(steps.assigned(), steps.attempted(), steps.answered(), steps.reached(), steps.promised(), steps.kept(),
          steps.paid()).forEach(count -> row.add(words.count(count)));
      row.add(words.hundredths(arm.rate()));
      row.add(words.range(arm.rateInterval(), 100, 1));
      row.add(money(funnel.money().map(CampaignAccounts.Sums::recovered), words));
      row.add(money(funnel.money().flatMap(CampaignAccounts.Sums::cost), words));
      rows.add(row);
    }
    return rows;
  }

  private static String money(Optional<BigDecimal> amount, ReportWords words) {
    return amount.map(sum -> PlainTextReport.amount(sum, words)).orElse(ReportWords.UNKNOWN);
  }

  private static List<List<String>> ofFile(Report report, ReportWords words) {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = titles(words, "col.arm", "col.households", "col.accounts", "col.paid", "col.share");
    head.add(words.say("col.interval", 95));
    head.addAll(titles(words, "col.amount", "col.cost.mean", "col.unpaid"));
    rows.add(head);
    for (Comparison.Arm arm : report.comparison().arms()) {
      Comparison.Counts counts = arm.counts();
      rows.add(
          List.of(
              words.arm(arm.arm()), words.count(counts.households()), words.count(counts.accounts()),
              counts.paid().isPresent() ? words.count(counts.paid().getAsInt()) : ReportWords.UNKNOWN,
              words.hundredths(arm.rate()), words.range(arm.rateInterval(), 100, 1),
              words.number(arm.means().amount(), 2), words.number(arm.means().cost(), 2),
              words.number(arm.pace().mean().days(), 2)));
    }
    return rows;
  }

  /// Returns one row for each pair of arms, those with the baseline first.
  public static List<List<String>> pairs(Report report, ReportWords words) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        titles(words, "col.pair", "col.more", "col.believed", "col.p", "col.sooner", "col.money", "col.price"));
    for (Comparison.Pair pair : report.comparison().pairs()) {
      rows.add(
          List.of(
              words.say("against", words.arm(pair.arm()), words.arm(pair.baseline())),
              words.signed(pair.rate().difference() * 100, 1),
              words.range(report.interval(pair), 100, 1),
              words.p(report.adjustedP(pair)),
              words.signed(-pair.pace().mean().estimate(), 1),
              words.signed(pair.money().amount().difference(), 2),
              price(report, pair, words)));
    }
    return rows;
  }

  /// Returns the cost of one more payer; the cost appears only beside a difference that is shown.
  static String price(Report report, Comparison.Pair pair, ReportWords words) {
    if (!report.showsMore(pair)) {
      return Double.isFinite(pair.money().costPerPayer().estimate()) ? words.say("unproven") : ReportWords.UNKNOWN;
    }
    return price(pair.money().costPerPayer(), words);
  }

  /// Returns the price with its interval, or says that it has none.
  public static String price(Fieller price, ReportWords words) {
    if (!Double.isFinite(price.estimate())) {
      return ReportWords.UNKNOWN;
    }
    return price.bounded()
        ? words.number(price.estimate(), 2) + " (" + words.range(price.interval(), 1, 2) + ")"
        : words.say("unbounded");
  }

  /// Returns the goals of the campaign beside the results of its arms; only the head when it states none.
  public static List<List<String>> goals(CampaignAccounts accounts, ReportWords words) {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = titles(words, "col.goal", "col.wanted");
    accounts.funnels().forEach(funnel -> head.add(words.arm(funnel.arm())));
    rows.add(head);
    accounts.story().work().goals().ifPresent(
        goals -> {
          goal(rows, accounts, new Goal(words, "goal.reached", goals.reached()), CampaignAccounts.Steps::reached);
          goal(rows, accounts, new Goal(words, "goal.promised", goals.promised()), CampaignAccounts.Steps::promised);
          goal(rows, accounts, new Goal(words, "goal.paid", goals.paid()), CampaignAccounts.Steps::paid);
          goals.cost().ifPresent(cost -> rows.add(cost(accounts, cost, words)));
        });
    return rows;
  }

  /// Returns the cost for each account that was tried.
  private static List<String> cost(CampaignAccounts accounts, BigDecimal wanted, ReportWords words) {
    List<String> row = new ArrayList<>(List.of(words.say("goal.cost"), PlainTextReport.amount(wanted, words)));
    for (CampaignAccounts.Funnel funnel : accounts.funnels()) {
      row.add(
          ActivityTables.each(
              funnel.money().flatMap(CampaignAccounts.Sums::cost), funnel.steps().attempted(), words));
    }
    return row;
  }

  private record Goal(ReportWords words, String key, Optional<BigDecimal> wanted) {}

  private static void goal(
      List<List<String>> rows, CampaignAccounts accounts, Goal goal, ToIntFunction<CampaignAccounts.Steps> step) {
    if (goal.wanted.isEmpty()) {
      return;
    }
    ReportWords words = goal.words;
    List<String> row = new ArrayList<>();
    row.add(words.say(goal.key));
    row.add(words.hundredths(goal.wanted.get().doubleValue()));
    for (CampaignAccounts.Funnel funnel : accounts.funnels()) {
      row.add(words.hundredths((double) step.applyAsInt(funnel.steps()) / funnel.steps().assigned()));
    }
    rows.add(row);
  }

  /// Returns one line for each check.
  static List<String> checks(Report report, ReportWords words) {
    Comparison comparison = report.comparison();
    ComparisonDiagnostics findings = report.findings();
    List<String> lines = new ArrayList<>();
    double p = comparison.sampleRatio().p();
    lines.add(Double.isNaN(p) ? words.say("check.split.none") : words.say("check.split", words.p(p)));
    SplitChecks splits = findings.splits();
    List<SplitChecks.Part> parts = Stream.concat(splits.strata().stream(), splits.days().stream()).toList();
    if (!parts.isEmpty()) {
      double smallest = parts.stream().mapToDouble(part -> part.ratio().p()).min().orElse(Double.NaN);
      lines.add(words.say("check.parts", parts.size(), words.p(smallest)));
    }
    if (Double.isFinite(splits.sequential())) {
      lines.add(words.say("check.sequential", words.p(splits.sequential())));
    }
    splits.alarm().ifPresent(where -> lines.add(words.say("check.alarm", SafeText.marked(where))));
    findings.balances().stream()
        .min(Comparator.comparing(one -> one.difference().p()))
        .filter(one -> Double.isFinite(one.difference().p()))
        .ifPresent(
            one -> lines.add(
                one.isBroken()
                    ? words.say("check.balance.broken", words.arm(one.arm()), words.p(one.difference().p()))
                    : words.say("check.balance", words.p(one.difference().p()))));
    IntraclassCorrelation likeness = findings.likeness();
    lines.add(
        words.say("check.likeness", words.number(likeness.meanSize(), 2), words.number(likeness.icc(), 3),
            words.number(likeness.designEffect(), 2)));
    lines.add(words.say("check.pace", words.p(comparison.logRank().p()), words.p(comparison.stratified().p())));
    report.campaign().ifPresent(
        one -> {
          fewTried(one.accounts().story(), words).ifPresent(lines::add);
          lines.add(words.say("check.optouts", optOuts(one.accounts(), words)));
          int notAllowed = one.accounts().story().work().guards().stream()
              .mapToInt(guard -> guard.attempts().notAllowed()).sum();
          lines.add(words.say(notAllowed == 0 ? "check.allowed" : "check.notallowed", words.count(notAllowed)));
          lines.add(words.say("check.attribution", words.say("check.inflight")));
        });
    return lines;
  }

  private static Optional<String> fewTried(CampaignActivity story, ReportWords words) {
    List<SegmentTries> few = story.tries().stream().filter(SegmentTries::isFew).toList();
    return few.isEmpty()
        ? Optional.empty()
        : Optional.of(
            words.say(
                "check.few", SegmentTries.LEAST, words.number(SegmentTries.LEAST_SHARE * 100, 0),
                few.stream()
                    .map(
                        one -> words.arm(one.arm()) + ", " + words.named("reason", one.segment()) + " "
                            + words.count(one.tried()) + "/" + words.count(one.assigned()))
                    .collect(Collectors.joining("; "))));
  }

  private static String optOuts(CampaignAccounts accounts, ReportWords words) {
    return accounts.story().work().guards().stream()
        .map(guard -> words.arm(guard.arm()) + " " + guard.households().optOuts() + "/" + guard.households().all())
        .collect(Collectors.joining(", "));
  }
}
