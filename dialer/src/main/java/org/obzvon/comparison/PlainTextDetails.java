package org.obzvon.comparison;

import java.util.List;
import java.util.Optional;
import org.obzvon.document.SafeText;

/// Every number of a report as plain text: what happened in the campaign, then pair by pair.
final class PlainTextDetails {
  private final StringBuilder text = new StringBuilder();
  private final Report report;
  private final ReportWords words;

  private PlainTextDetails(Report report, ReportWords words) {
    this.report = report;
    this.words = words;
  }

  static String of(Report report, ReportWords words) {
    PlainTextDetails details = new PlainTextDetails(report, words);
    report.campaign().ifPresent(details::story);
    if (!report.withheld()) {
      String baseline = words.arm(report.asked().question().baseline());
      details.table(words.say("section.strata", baseline), ActivityTables.segments(report, words));
      report.comparison().pairs().forEach(details::pair);
    }
    return details.text.toString();
  }

  private void story(Report.OfCampaign campaign) {
    CampaignActivity story = campaign.accounts().story();
    table(words.say("section.promises"), ActivityTables.promises(story, words));
    table(words.say("section.reasons"), ActivityTables.reasons(story, words));
    table(words.say("section.scripts"), ActivityTables.scripts(story, words));
    table(words.say("section.work"), WorkTables.plan(story, words));
    table(words.say("section.operators"), WorkTables.operators(story, words));
    table(words.say("section.guards"), WorkTables.guards(story, words));
    table(words.say("section.debt"), ActivityTables.debt(story, words));
    table(words.say("section.looks"), ActivityTables.looks(campaign, words));
    if (!campaign.versions().isEmpty()) {
      text.append('\n').append(words.say("section.plan")).append('\n');
      campaign.versions().getLast().plan().text().lines()
          .forEach(line -> text.append("  ").append(SafeText.marked(line)).append('\n'));
    }
  }

  private void table(String title, List<List<String>> rows) {
    if (rows.size() > 1) {
      PlainTextTable table = new PlainTextTable();
      rows.forEach(table::row);
      text.append('\n').append(title).append('\n').append(table);
    }
  }

  private void pair(Comparison.Pair pair) {
    text.append('\n')
        .append(words.say("detail.pair", words.arm(pair.arm()), words.arm(pair.baseline())))
        .append('\n');
    Comparison.RateDifference rate = pair.rate();
    PlainTextTable table = new PlainTextTable();
    row(table, "detail.difference", words.signed(rate.difference() * 100, 1));
    row(table, "detail.newcombe", words.range(rate.intervals().newcombe(), 100, 1));
    row(table, "detail.mn", words.range(rate.intervals().miettinenNurminen(), 100, 1));
    row(table, "detail.plain", rate.counts().map(this::plain).orElse(ReportWords.UNKNOWN));
    row(table, "detail.anytime",
        words.range(rate.intervals().anytime(), 100, 1) + "; " + words.p(rate.tests().anytimeP()));
    row(table, "detail.cluster",
        words.hundredths(rate.cluster().se()) + "; " + words.p(rate.cluster().p(rate.difference())));
    row(table, "detail.size", size(report.detectable(pair)));
    row(table, "detail.ratio", rate.counts().map(this::ratio).orElse(ReportWords.UNKNOWN));
    row(table, "detail.p",
        words.p(rate.tests().p()) + "; " + words.p(rate.tests().holm()) + "; "
            + words.p(rate.tests().benjaminiHochberg()));
    row(table, "detail.days",
        words.signed(-pair.pace().mean().estimate(), 2) + "; " + words.p(pair.pace().mean().p()) + "; "
            + words.p(pair.pace().logRank().p()));
    money(table, pair);
    inside(table, pair.inside());
    report.findings().asTreated().stream()
        .filter(one -> one.arm().equals(pair.arm()) && isAgainstBaseline(pair))
        .forEach(one -> row(table, "detail.astreated",
            words.signed(one.difference() * 100, 1) + "; " + words.signed(one.perProtocol() * 100, 1)));
    text.append(table);
  }

  private void row(PlainTextTable table, String key, String value) {
    table.row(List.of(words.say(key), value));
  }

  private String size(DetectableEffect could) {
    return words.hundredths(could.difference()) + "; "
        + (could.missing().isPresent() ? words.count(could.missing().getAsLong()) : ReportWords.UNKNOWN) + " ("
        + words.hundredths(could.wanted()) + ")";
  }

  private String plain(RatePair rates) {
    return words.range(WaldDifference.interval(rates, ComparisonQuestion.LEVEL), 100, 1) + "; "
        + words.range(WaldDifference.agrestiCaffo(rates, ComparisonQuestion.LEVEL), 100, 1);
  }

  private String ratio(RatePair rates) {
    return words.number(RiskRatio.estimate(rates), 2) + " ("
        + words.range(RiskRatio.katz(rates, ComparisonQuestion.LEVEL), 1, 2) + "; "
        + words.range(RiskRatio.koopman(rates, ComparisonQuestion.LEVEL), 1, 2) + ")";
  }

  private void money(PlainTextTable table, Comparison.Pair pair) {
    Comparison.MoneyDifference money = pair.money();
    row(table, "detail.amount",
        words.signed(money.amount().difference(), 2) + " (" + words.range(money.amount().interval(), 1, 2) + "); "
            + words.p(money.amount().p()));
    MeanDifference adjusted = money.adjusted().difference();
    row(table, "detail.cuped",
        words.signed(adjusted.difference(), 2) + "; " + words.p(adjusted.p()) + "; "
            + words.hundredths(money.adjusted().kept()));
    Optional<Adjusted> regression = report.findings().adjusted().stream()
        .filter(one -> one.arm().equals(pair.arm()))
        .filter(_ -> isAgainstBaseline(pair))
        .findFirst();
    regression.ifPresent(
        one -> row(table, "detail.lin", estimate(one.lin()) + "; " + estimate(one.covariance())));
    row(table, "detail.net",
        words.signed(money.net().difference(), 2) + " (" + words.number(money.net().se(), 2) + ")");
    row(table, "detail.price", ReportTables.price(report, pair, words));
    if (!report.showsMore(pair)) {
      return;
    }
    report.sampledPrices().stream()
        .filter(one -> one.arm().equals(pair.arm()) && isAgainstBaseline(pair) && one.interval().isKnown())
        .forEach(one -> row(table, "detail.price.sampled", words.range(one.interval(), 1, 2)));
    report.findings().moneyPrices().stream()
        .filter(one -> one.arm().equals(pair.arm()) && isAgainstBaseline(pair))
        .forEach(one -> row(table, "detail.price.money", ReportTables.price(one.price(), words)));
  }

  private boolean isAgainstBaseline(Comparison.Pair pair) {
    return pair.baseline().equals(report.asked().question().baseline());
  }

  private String estimate(Adjusted.Estimate estimate) {
    return words.signed(estimate.difference(), 2) + " (" + words.number(estimate.se(), 2) + ")";
  }

  private void inside(PlainTextTable table, Comparison.Inside inside) {
    row(table, "detail.reached",
        words.signed(inside.ifReached().estimate() * 100, 1) + "; " + words.hundredths(inside.ifReached().reach()));
    inside.segments().ifPresent(
        segments -> {
          MantelHaenszel pooled = MantelHaenszel.of(segments.stream().flatMap(one -> one.counts().stream()).toList(),
              ComparisonQuestion.LEVEL);
          row(table, "detail.segments",
              words.p(inside.heterogeneity().p()) + "; " + words.number(pooled.oddsRatio(), 2) + " ("
                  + words.range(pooled.interval(), 1, 2) + ")");
        });
  }
}
