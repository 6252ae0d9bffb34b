package org.obzvon.comparison;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// The report for people: what it is, the verdict, then the numbers behind it.
public final class ComparisonText {
  private static final String UNKNOWN = "–";

  private final StringBuilder text = new StringBuilder();

  private final Asked asked;

  private ComparisonText(Asked asked) {
    this.asked = asked;
  }

  /// @param margin by how much of the rate an arm may be worse and still do; see [NonInferiority]
  public record Asked(Question question, OptionalDouble margin) {}

  public static String of(Comparison comparison, Asked asked, Optional<CampaignAccounts> campaign) {
    ComparisonText page = new ComparisonText(asked);
    Question question = asked.question;
    campaign.ifPresent(accounts -> page.heading(accounts.facts()));
    page.line("%s", "VERDICT");
    Verdict.of(comparison, question).forEach(sentence -> page.line("  %s", sentence));
    page.arms(comparison, question);
    campaign.ifPresent(accounts -> page.funnels(accounts));
    if (!comparison.sampleRatio().withheld()) {
      comparison.pairs().forEach(page::pair);
    }
    page.checks(comparison);
    return page.text.toString();
  }

  private void heading(CampaignAccounts.Facts facts) {
    if (facts.simulated()) {
      line("SIMULATED: a rehearsal. No debtor was contacted and no money here is real.");
    }
    line("Campaign %s, definition %.12s", printable(facts.name()), facts.definitionSha256());
    line("Payments are known up to %s", facts.freshTo().map(Object::toString).orElse("– (none was imported)"));
    line("");
  }

  private void arms(Comparison comparison, Question question) {
    line("");
    line("ARMS, by assignment, whether contacted or not; paid within %s days", Verdict.number(question.windowDays()));
    line("  %-16s %10s %10s %10s %8s %15s %12s %10s", "arm", "households", "accounts", "paid", "paid %", "95% interval",
        "paid/account", "days unpaid");
    for (Comparison.Arm arm : comparison.arms()) {
      line("  %-16s %10d %10d %10s %8s %15s %12s %10s",
          printable(arm.arm()),
          arm.counts().households(),
          arm.counts().accounts(),
          arm.counts().paid().isPresent() ? arm.counts().paid().getAsInt() : UNKNOWN,
          hundredths(arm.rate()),
          interval(arm.rateInterval()),
          number(arm.means().amount()),
          number(arm.pace().mean().days()));
    }
  }

  private void funnels(CampaignAccounts accounts) {
    String currency = accounts.facts().currency().map(code -> " " + code.getCurrencyCode()).orElse("");
    line("");
    line("FUNNEL, accounts");
    line("  %-16s %9s %9s %9s %9s %9s %9s %9s %18s %18s", "arm", "assigned", "attempted", "answered", "reached",
        "promised", "kept", "paid", "recovered", "cost");
    for (CampaignAccounts.Funnel funnel : accounts.funnels()) {
      CampaignAccounts.Steps steps = funnel.steps();
      line("  %-16s %9d %9d %9d %9d %9d %9d %9d %18s %18s",
          printable(funnel.arm()), steps.assigned(), steps.attempted(), steps.answered(), steps.reached(),
          steps.promised(), steps.kept(), steps.paid(),
          funnel.money().map(sums -> amount(sums.recovered()) + currency).orElse(UNKNOWN),
          funnel.money().flatMap(CampaignAccounts.Sums::cost).map(cost -> amount(cost) + currency).orElse(UNKNOWN));
    }
  }

  private static String amount(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
  }

  private void pair(Comparison.Pair pair) {
    line("");
    line("%s AGAINST %s", printable(pair.arm()), printable(pair.baseline()));
    Comparison.RateDifference rate = pair.rate();
    line("  more payers per 100 accounts   %s, 95%% interval %s (Newcombe), %s (Miettinen-Nurminen)",
        hundredths(rate.difference()), interval(rate.intervals().newcombe()),
        interval(rate.intervals().miettinenNurminen()));
    line("  if looked at every day         95%% interval %s, p %s",
        interval(rate.intervals().anytime()), Verdict.p(rate.tests().anytimeP()));
    line("  by households                  standard error %s, p %s",
        hundredths(rate.cluster().se()), Verdict.p(rate.cluster().p(rate.difference())));
    line("  times as likely to pay         %s", rate.counts().map(ComparisonText::ratio).orElse(UNKNOWN));
    asked.margin.ifPresent(margin -> rate.counts().ifPresent(counts -> notWorse(counts, margin)));
    line("  p of the rates                 %s; adjusted %s (Holm), %s (Benjamini-Hochberg)",
        Verdict.p(rate.tests().p()), Verdict.p(rate.tests().holm()), Verdict.p(rate.tests().benjaminiHochberg()));
    line("  days longer unpaid             %s, p %s; log-rank p %s",
        number(pair.pace().mean().estimate()), Verdict.p(pair.pace().mean().p()), Verdict.p(pair.pace().logRank().p()));
    money(pair.money());
    inside(pair.inside());
  }

  private void notWorse(Rates counts, double margin) {
    NonInferiority result = NonInferiority.of(counts, margin, Question.LEVEL);
    line("  worse by %s of 100 at most      %s: %s at worst (one-sided 95%%), p %s", hundredths(margin),
        result.isShown() ? "shown" : "not shown", hundredths(result.low()), Verdict.p(result.p()));
  }

  private void money(Comparison.MoneyDifference money) {
    line("  more paid per account          %s, 95%% interval %s, p %s",
        number(money.amount().difference()), numbers(money.amount().interval()), Verdict.p(money.amount().p()));
    line("    adjusted for the past        %s, p %s; variance left %s%%",
        number(money.adjusted().difference().difference()), Verdict.p(money.adjusted().difference().p()),
        hundredths(money.adjusted().kept()));
    line("  net of contact cost            %s per account, standard error %s",
        number(money.net().difference()), number(money.net().se()));
    line("  cost of one more payer         %s, 95%% interval %s",
        number(money.costPerPayer().estimate()),
        money.costPerPayer().bounded() ? numbers(money.costPerPayer().interval()) : "not bounded");
  }

  private void inside(Comparison.Inside inside) {
    line("  effect on those reached        %s more payers per 100, reach %s%%",
        hundredths(inside.ifReached().estimate()), hundredths(inside.ifReached().reach()));
    inside.segments().ifPresent(segments -> reasons(segments, inside.heterogeneity()));
  }

  private void reasons(List<Comparison.Segment> segments, Heterogeneity heterogeneity) {
    String each =
        segments.stream()
            .map(segment -> printable(segment.reason()) + " " + hundredths(segment.difference()))
            .collect(Collectors.joining(", "));
    boolean differ = heterogeneity.p() < 1 - Question.LEVEL;
    line("  by reason                      %s; %s, p %s", each,
        differ ? "the reasons differ" : "no difference between reasons is shown", Verdict.p(heterogeneity.p()));
    MantelHaenszel pooled =
        MantelHaenszel.of(segments.stream().flatMap(segment -> segment.counts().stream()).toList(), Question.LEVEL);
    line("  odds of payment within reasons %s times, 95%% interval %s (Mantel-Haenszel), p %s",
        number(pooled.oddsRatio()), numbers(pooled.interval()), Verdict.p(pooled.corrected().p()));
  }

  private void checks(Comparison comparison) {
    line("");
    SampleRatio ratio = comparison.sampleRatio();
    line("CHECKS");
    line("  split of households as intended: p %s", Verdict.p(ratio.p()));
    line("  pace of payment equal in all arms: log-rank p %s; within reasons p %s",
        Verdict.p(comparison.logRank().p()), Verdict.p(comparison.stratified().p()));
    List<String> notes = comparison.notes();
    notes.forEach(note -> line("  %s", printable(note)));
  }

  private static String ratio(Rates rates) {
    return number(RiskRatio.estimate(rates)) + ", 95% interval " + numbers(RiskRatio.katz(rates, Question.LEVEL));
  }

  private static String hundredths(double share) {
    return Double.isFinite(share) ? Verdict.hundredths(share) : UNKNOWN;
  }

  private static String interval(Interval interval) {
    return interval.isKnown() ? hundredths(interval.low()) + " to " + hundredths(interval.high()) : UNKNOWN;
  }

  private static String number(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.2f", value) : UNKNOWN;
  }

  private static String numbers(Interval interval) {
    return interval.isKnown() ? number(interval.low()) + " to " + number(interval.high()) : UNKNOWN;
  }

  /// Names come from files: nothing that a terminal would obey.
  static String printable(String name) {
    return name.codePoints()
        .map(letter -> Character.isISOControl(letter) || Character.getType(letter) == Character.FORMAT ? '?' : letter)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
