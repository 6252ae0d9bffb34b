package org.obzvon.comparison;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.obzvon.campaign.Definition;

/// A comparison with everything that its reader should know beside it.
///
/// @param asked the question, and what the report is to show
/// @param campaign empty for a file
public record Report(
    Asked asked, Comparison comparison, AnalysisStage stage, ComparisonDiagnostics findings,
    List<BootstrapCostInterval> sampledPrices,
    Optional<OfCampaign> campaign) {

  /// @param margin how much worse an arm's rate may be and still be acceptable; see [NonInferiority]
  public record Asked(ComparisonQuestion question, OptionalDouble margin) {}

  /// @param versions of the registered plan; empty for a campaign that was never started
  /// @param looks before this one
  public record OfCampaign(
      CampaignAccounts accounts, List<Registrations.Version> versions, List<Registrations.Look> looks) {}

  public static Report ofFile(AccountTable table, Asked asked, Collection<String> remarks) {
    SplitChecks splits = new SplitChecks(FileSplitChecks.split(table, asked.question), List.of(), Double.NaN);
    List<String> told = new ArrayList<>(remarks);
    splits.alarm().ifPresent(_ -> told.add(FileSplitChecks.HINT));
    Comparison comparison = Analysis.of(table, asked.question, told, splits);
    ComparisonDiagnostics findings = ComparisonDiagnostics.of(table, asked.question, AnalysisStage.ONE_LOOK, splits);
    List<BootstrapCostInterval> prices = BootstrapCostInterval.of(table, asked.question, comparison);
    return new Report(asked, comparison, AnalysisStage.ONE_LOOK, findings, prices, Optional.empty());
  }

  public static Report ofCampaign(OfCampaign campaign, Asked asked) {
    CampaignAccounts accounts = campaign.accounts;
    AnalysisStage stage = accounts.story().stillFollowed() > 0 ? AnalysisStage.RUNNING : AnalysisStage.LAST_READING;
    SplitChecks splits = accounts.story().splits();
    Comparison comparison = LeastSoFar.of(
        Analysis.of(accounts.table(), asked.question, accounts.remarks(), splits), campaign.looks,
        new Registrations.Asked((int) asked.question.windowDays(), accounts.story().following().payer()));
    ComparisonDiagnostics findings = ComparisonDiagnostics.of(accounts.table(), asked.question, stage, splits);
    List<BootstrapCostInterval> prices = BootstrapCostInterval.of(accounts.table(), asked.question, comparison);
    return new Report(asked, comparison, stage, findings, prices, Optional.of(campaign));
  }

  public boolean withheld() {
    return comparison.sampleRatio().withheld();
  }

  public boolean simulated() {
    return campaign.map(one -> one.accounts.facts().simulated()).orElse(false);
  }

  /// Returns the interval of a difference that may be believed at this stage.
  public Interval interval(Comparison.Pair pair) {
    return stage.interval(pair.rate(), asked.question, comparison.pairs().size());
  }

  public boolean shows(Comparison.Pair pair) {
    return stage.shows(interval(pair), adjustedP(pair));
  }

  /// Returns true if the pair is shown to pay more often than its baseline; only then is a cost of one more payer
  /// meaningful.
  public boolean showsMore(Comparison.Pair pair) {
    return shows(pair) && pair.rate().difference() > 0;
  }

  /// Returns the p of the pair adjusted over all pairs of the report (Holm), with households whose accounts pay alike.
  public double adjustedP(Comparison.Pair pair) {
    double[] p = comparison.pairs().stream().mapToDouble(one -> stage.p(one.rate())).toArray();
    return Multiplicity.holm(p)[comparison.pairs().indexOf(pair)];
  }

  /// Returns what a comparison of this size could have shown, for the planned effect of the campaign if it has one.
  public DetectableEffect detectable(Comparison.Pair pair) {
    double planned = campaign.flatMap(one -> one.accounts.story().work().goals()).flatMap(Definition.Goals::effect)
        .map(BigDecimal::doubleValue).orElse(Double.NaN);
    long households = comparison.arms().stream()
        .filter(arm -> arm.arm().equals(pair.arm()) || arm.arm().equals(pair.baseline()))
        .mapToLong(arm -> arm.counts().households()).sum();
    return stage.detectable(pair, households, asked, comparison.pairs().size(), planned);
  }

  /// Returns the number of looks before all accounts had been followed for the window: those that the error is split
  /// for.
  public long interimLooks() {
    return campaign.stream()
        .flatMap(one -> one.looks.stream())
        .filter(look -> look.freshTo().isEmpty() || isBeforeEnd(look.freshTo().get()))
        .count();
  }

  private boolean isBeforeEnd(Instant freshTo) {
    return campaign.flatMap(one -> one.accounts.story().following().until()).filter(freshTo::isBefore).isPresent();
  }

  /// Returns the pairs with the baseline.
  public List<Comparison.Pair> againstBaseline() {
    return comparison.pairs().stream().filter(pair -> pair.baseline().equals(asked.question.baseline())).toList();
  }
}
