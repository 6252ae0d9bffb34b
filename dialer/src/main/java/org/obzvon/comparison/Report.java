package org.obzvon.comparison;

import java.util.ArrayList;
import java.util.BitSet;
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
    Comparison comparison = Analysis.of(table, asked.question, remarks);
    SplitChecks splits = new SplitChecks(strata(table, asked.question), List.of(), Double.NaN);
    Findings findings = Findings.of(table, asked.question, Stage.ONE_LOOK, splits);
    List<SampledPrice> prices = SampledPrice.of(table, asked.question, comparison);
    return new Report(asked, comparison, Stage.ONE_LOOK, findings, prices, Optional.empty());
  }

  public static Report ofCampaign(OfCampaign campaign, Asked asked) {
    CampaignAccounts accounts = campaign.accounts;
    Stage stage = accounts.story().stillFollowed() > 0 ? Stage.RUNNING : Stage.LAST_READING;
    SplitChecks splits = accounts.story().splits();
    Comparison comparison = Analysis.of(accounts.table(), asked.question, accounts.remarks(), splits);
    Findings findings = Findings.of(accounts.table(), asked.question, stage, splits);
    List<SampledPrice> prices = SampledPrice.of(accounts.table(), asked.question, comparison);
    return new Report(asked, comparison, stage, findings, prices, Optional.of(campaign));
  }

  /// Every household counts in the stratum of its first account.
  private static List<SplitChecks.Part> strata(AccountTable table, Question question) {
    if (!table.has(Column.REASON) || !question.weights().keySet().containsAll(table.arms())) {
      return List.of();
    }
    List<String> names = question.weights().keySet().stream().sorted().toList();
    int[] columns = table.arms().stream().mapToInt(names::indexOf).toArray();
    int[] arms = table.armPositions();
    int[] reasons = table.reasonPositions();
    long[][] households = new long[table.reasons().size()][names.size()];
    BitSet seen = new BitSet(table.householdCount());
    for (int row = 0; row < table.size(); row++) {
      if (!seen.get(table.household(row))) {
        seen.set(table.household(row));
        households[reasons[table.reasonId(row)]][columns[arms[table.armId(row)]]]++;
      }
    }
    double[] weights = names.stream().mapToDouble(question.weights()::get).toArray();
    List<SplitChecks.Part> parts = new ArrayList<>();
    for (int reason = 0; reason < households.length; reason++) {
      String name = table.reasons().get(reason);
      SplitChecks.ratio(households[reason], weights).ifPresent(ratio -> parts.add(new SplitChecks.Part(name, ratio)));
    }
    return parts;
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
