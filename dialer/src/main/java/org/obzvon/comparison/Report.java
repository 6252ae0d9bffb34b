package org.obzvon.comparison;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// A comparison with everything that its reader should know beside it.
///
/// @param asked what was asked, and what is to be told of it
/// @param campaign empty for a file
public record Report(
    Asked asked, Comparison comparison, Stage stage, Findings findings, Optional<OfCampaign> campaign) {

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
    return new Report(asked, comparison, Stage.ONE_LOOK, findings, Optional.empty());
  }

  public static Report ofCampaign(OfCampaign campaign, Asked asked) {
    CampaignAccounts accounts = campaign.accounts;
    Stage stage = accounts.story().stillFollowed() > 0 ? Stage.RUNNING : Stage.LAST_READING;
    SplitChecks splits = accounts.story().splits();
    Comparison comparison = Analysis.of(accounts.table(), asked.question, accounts.remarks(), splits);
    Findings findings = Findings.of(accounts.table(), asked.question, stage, splits);
    return new Report(asked, comparison, stage, findings, Optional.of(campaign));
  }

  /// Every household counts in the stratum of its first account.
  private static List<SplitChecks.Part> strata(AccountTable table, Question question) {
    if (!table.has(Column.REASON) || question.weights().isEmpty()) {
      return List.of();
    }
    Set<Integer> seen = new HashSet<>();
    int[] reasons = table.reasonPositions();
    int[] arms = table.armPositions();
    List<SplitChecks.Draw> draws = new ArrayList<>();
    for (int row = 0; row < table.size(); row++) {
      if (seen.add(table.household(row))) {
        draws.add(
            new SplitChecks.Draw(
                table.reasons().get(reasons[table.reasonId(row)]), "", table.arms().get(arms[table.armId(row)]),
                question.weights()));
      }
    }
    return SplitChecks.of(draws).strata();
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
