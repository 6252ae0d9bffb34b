package org.obzvon.comparison;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The report for people: what it is, the verdict, then the numbers behind it.
public final class ComparisonText {
  private static final String UNKNOWN = "–";

  private final StringBuilder text = new StringBuilder();

  private ComparisonText() {}

  public static String of(Comparison comparison, Question question, Optional<CampaignAccounts> campaign) {
    ComparisonText page = new ComparisonText();
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

  private static String amount(java.math.BigDecimal amount) {
    return amount.setScale(2, java.math.RoundingMode.HALF_UP).toPlainString();
  }

  private void pair(Comparison.Pair pair) {
    line("");
    line("%s AGAINST %s", printable(pair.arm()), printable(pair.baseline()));
    Comparison.RateDifference rate = pair.rate();
    line("  payers more per 100 accounts   %s, 95%% interval %s (Newcombe), %s (Miettinen-Nurminen)",
        hundredths(rate.difference()), interval(rate.intervals().newcombe()),
        interval(rate.intervals().miettinenNurminen()));
    line("  if looked at every day         95%% interval %s, p %s",
        interval(rate.intervals().anytime()), Verdict.p(rate.tests().anytimeP()));
    line("  by households                  standard error %s, p %s",
        hundredths(rate.cluster().se()), Verdict.p(rate.cluster().p(rate.difference())));
    line("  times as likely to pay         %s", rate.counts().map(ComparisonText::ratio).orElse(UNKNOWN));
    line("  p of the rates                 %s; adjusted %s (Holm), %s (Benjamini-Hochberg)",
        Verdict.p(rate.tests().p()), Verdict.p(rate.tests().holm()), Verdict.p(rate.tests().benjaminiHochberg()));
    line("  days longer unpaid             %s, p %s; log-rank p %s",
        number(pair.pace().mean().estimate()), Verdict.p(pair.pace().mean().p()), Verdict.p(pair.pace().logRank().p()));
    money(pair.money());
    inside(pair.inside());
  }

  private void money(Comparison.MoneyDifference money) {
    line("  paid more per account          %s, 95%% interval %s, p %s",
        number(money.amount().difference()), numbers(money.amount().interval()), Verdict.p(money.amount().p()));
    line("    adjusted for the past        %s, p %s; variance left %s%%",
        number(money.adjusted().difference().difference()), Verdict.p(money.adjusted().difference().p()),
        hundredths(money.adjusted().kept()));
    line("  net of contact cost            %s per account, standard error %s",
        number(money.net().difference()), number(money.net().se()));
    line("  cost of one payer more         %s, 95%% interval %s",
        number(money.costPerPayer().estimate()),
        money.costPerPayer().bounded() ? numbers(money.costPerPayer().interval()) : "not bounded");
  }

  private void inside(Comparison.Inside inside) {
    line("  effect on those reached        %s payers more per 100, reach %s%%",
        hundredths(inside.ifReached().estimate()), hundredths(inside.ifReached().reach()));
    inside.segments().ifPresent(
        segments -> line("  by reason                      %s; %s",
            segments.stream()
                .map(segment -> printable(segment.reason()) + " " + hundredths(segment.difference()))
                .collect(Collectors.joining(", ")),
            inside.heterogeneity().p() < 1 - Question.LEVEL
                ? "the reasons differ, p " + Verdict.p(inside.heterogeneity().p())
                : "no difference between reasons is shown, p " + Verdict.p(inside.heterogeneity().p())));
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
