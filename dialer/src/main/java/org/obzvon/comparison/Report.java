package org.obzvon.comparison;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// A comparison with everything that its reader should know beside it.
///
/// @param asked what was asked, and what is to be told of it
/// @param campaign empty for a file
public record Report(
    Asked asked, Comparison comparison, Stage stage, Findings findings, List<SampledPrice> sampledPrices,
    Optional<OfCampaign> campaign) {

  /// @param margin by how much of the rate an arm may be worse and still do; see [NonInferiority]
  public record Asked(Question question, OptionalDouble margin) {}

  /// @param versions of the registered plan; empty for a campaign that was never started
  /// @param looks before this one
  public record OfCampaign(
      CampaignAccounts accounts, List<Registrations.Version> versions, List<Registrations.Look> looks) {}

  public static Report ofFile(AccountTable table, Asked asked, Collection<String> remarks) {
    SplitChecks splits = new SplitChecks(FileStrata.split(table, asked.question), List.of(), Double.NaN);
    List<String> told = new ArrayList<>(remarks);
    splits.alarm().ifPresent(_ -> told.add(FileStrata.HINT));
    Comparison comparison = Analysis.of(table, asked.question, told, splits);
    Findings findings = Findings.of(table, asked.question, Stage.ONE_LOOK, splits);
    List<SampledPrice> prices = SampledPrice.of(table, asked.question, comparison);
    return new Report(asked, comparison, Stage.ONE_LOOK, findings, prices, Optional.empty());
  }

  public static Report ofCampaign(OfCampaign campaign, Asked asked) {
    CampaignAccounts accounts = campaign.accounts;
    Stage stage = accounts.story().stillFollowed() > 0 ? Stage.RUNNING : Stage.LAST_READING;
    SplitChecks splits = accounts.story().splits();
    Comparison comparison =
        LeastSoFar.of(
            Analysis.of(accounts.table(), asked.question, accounts.remarks(), splits), campaign.looks,
            asked.question.windowDays());
    Findings findings = Findings.of(accounts.table(), asked.question, stage, splits);
    List<SampledPrice> prices = SampledPrice.of(accounts.table(), asked.question, comparison);
    return new Report(asked, comparison, stage, findings, prices, Optional.of(campaign));
  }

  public boolean withheld() {
    return comparison.sampleRatio().withheld();
  }

  public boolean simulated() {
    return campaign.map(one -> one.accounts.facts().simulated()).orElse(false);
  }

  /// The interval of a difference that may be believed at this stage.
  public Interval interval(Comparison.Pair pair) {
    return stage.interval(pair.rate(), asked.question, comparison.pairs().size());
  }

  public boolean shows(Comparison.Pair pair) {
    return stage.shows(pair.rate(), interval(pair));
  }

  /// The pairs with the baseline.
  public List<Comparison.Pair> againstBaseline() {
    return comparison.pairs().stream().filter(pair -> pair.baseline().equals(asked.question.baseline())).toList();
  }
}
