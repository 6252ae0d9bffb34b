package org.obzvon.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The answer in words, for people who do not read p-values. It states an effect only if the [AnalysisStage] shows one;
/// otherwise it says what the numbers leave possible.
public final class ComparisonVerdict {
  private final Report report;
  private final ReportWords words;

  private ComparisonVerdict(Report report, ReportWords words) {
    this.report = report;
    this.words = words;
  }

  public static List<String> of(Report report, ReportWords words) {
    return new ComparisonVerdict(report, words).sentences();
  }

  private List<String> sentences() {
    if (report.withheld()) {
      return List.of(words.say("verdict.withheld", words.p(report.comparison().sampleRatio().p())));
    }
    List<String> sentences = new ArrayList<>();
    report.comparison().pairs().forEach(pair -> sentences.add(ReportWords.capital(pair(pair))));
    if (sentences.isEmpty()) {
      return List.of(words.say("verdict.nothing"));
    }
    sentences.addAll(prices());
    sentences.add(levels());
    return sentences;
  }

  private String levels() {
    String error = words.number(AnalysisStage.RUNNING.alpha(), 2);
    String level = words.number((1 - report.stage().alpha()) * 100, 0);
    boolean unspent = report.stage() == AnalysisStage.LAST_READING && report.interimLooks() == 0;
    return words.say("verdict.levels." + report.stage() + (unspent ? ".unspent" : ""), error, level);
  }

  /// Returns what a comparison of this size could have shown, and what is missing to show the wanted effect.
  private String size(Comparison.Pair pair) {
    DetectableEffect could = report.detectable(pair);
    if (Double.isNaN(could.alpha())) {
      return "";
    }
    String share = words.number(DetectableEffect.POWER * 100, 0);
    String shown = Double.isNaN(could.difference())
        ? words.say("verdict.size.nothing", share)
        : words.say("verdict.size", words.hundredths(could.difference()), share);
    String wanted = words.hundredths(Math.abs(could.wanted()));
    if (could.isEnough()) {
      return " " + shown + " " + words.say("verdict.enough." + could.source(), wanted, share);
    }
    return " " + shown + " "
        + (could.missing().isPresent()
            ? words.say("verdict.missing." + could.source(), wanted, share, words.count(could.missing().getAsLong()))
            : words.say("verdict.missing.never"));
  }

  private String pair(Comparison.Pair pair) {
    String arm = words.arm(pair.arm());
    String base = words.arm(pair.baseline());
    double difference = pair.rate().difference();
    if (Double.isNaN(difference)) {
      return words.say("verdict.unknown", arm, base);
    }
    Interval interval = report.interval(pair);
    String days = words.number(report.asked().question().windowDays(), 0);
    if (report.shows(pair) && difference > 0) {
      return words.say(
          "verdict.more", arm, base, words.hundredths(interval.low()), words.hundredths(interval.high()), days);
    }
    if (report.shows(pair)) {
      return words.say(
          "verdict.fewer", arm, base, words.hundredths(-interval.high()), words.hundredths(-interval.low()), days);
    }
    String low = words.signed(interval.low() * 100, 1);
    String high = words.signed(interval.high() * 100, 1);
    if (interval.isKnown() && !interval.contains(0)) {
      int pairs = report.comparison().pairs().size();
      return words.say("verdict.weak", arm, base, low, high, pairs, words.p(report.adjustedP(pair)))
          + size(pair);
    }
    return interval.isKnown()
        ? words.say("verdict.unshown", arm, base, low, high) + size(pair)
        : words.say("verdict.unshown.yet", arm, base) + size(pair);
  }

  /// Returns the cost of each additional payer above the baseline, if costs are known.
  private List<String> prices() {
    List<Comparison.Pair> priced = report.againstBaseline().stream()
        .filter(pair -> Double.isFinite(pair.money().costPerPayer().estimate()))
        .toList();
    List<String> sentences = new ArrayList<>();
    for (Comparison.Pair pair : priced) {
      Fieller price = pair.money().costPerPayer();
      if (price.bounded() && report.showsMore(pair)) {
        sentences.add(
            words.say(
                "verdict.price", words.arm(pair.arm()), words.number(price.estimate(), 2),
                words.number(price.interval().low(), 2), words.number(price.interval().high(), 2), currency()));
      }
    }
    String unproven = priced.stream()
        .filter(pair -> !report.showsMore(pair))
        .map(pair -> words.arm(pair.arm()))
        .collect(Collectors.joining(", "));
    if (!unproven.isEmpty()) {
      sentences.add(words.say("verdict.price.unproven", unproven));
    }
    return sentences;
  }

  private String currency() {
    return report.campaign()
        .flatMap(one -> one.accounts().facts().currency())
        .map(code -> " " + code.getCurrencyCode())
        .orElse("");
  }
}
