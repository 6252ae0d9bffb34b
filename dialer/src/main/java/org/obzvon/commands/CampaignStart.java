package org.obzvon.commands;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.obzvon.campaign.Arm;
import org.obzvon.campaign.CampaignFault;
import org.obzvon.campaign.Definition;
import org.obzvon.comparison.ExperimentPlan;
import org.obzvon.comparison.RegisteredPlan;
import org.obzvon.comparison.AnalysisStage;
import org.obzvon.document.Sentence;

/// The checks and the plan that are fixed when a campaign begins: whether it can show the effect it states, and the
/// plan by which it will be judged.
///
/// @param accounts number of accounts that the campaign would take in today
record CampaignStart(Definition definition, int accounts) {
  private static final double POWER = 0.8;

  /// The share at which an effect is hardest to detect. It is used when the goals give no share.
  private static final double HARDEST = 0.5;

  /// Returns why this number of accounts cannot show the stated effect; empty when it can, or when no effect is stated
  /// or no arms are compared.
  Optional<Sentence> shortfall() {
    List<Arm> arms = definition.experiment().arms().stream().filter(arm -> arm.weight() > 0).toList();
    Optional<BigDecimal> effect = definition.goals().effect();
    if (effect.isEmpty() || arms.size() < 2) {
      return Optional.empty();
    }
    double wanted = effect.get().doubleValue();
    ExperimentPlan plan = plan(arms, wanted);
    double needed = plan.accounts(wanted);
    if (accounts >= needed) {
      return Optional.empty();
    }
    double detectable = accounts == 0 ? Double.NaN : plan.detectable(accounts);
    Object enough = Double.isNaN(needed) ? "more than a thousand million" : (long) Math.ceil(needed);
    return Optional.of(
        Double.isNaN(detectable)
            ? CampaignFault.SHORTFALL_HOPELESS.with(accounts, percent(wanted), enough, POWER, plan.comparisons())
            : CampaignFault.SHORTFALL.with(
                accounts, percent(detectable), percent(wanted), enough, POWER, plan.comparisons()));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", share * 100);
  }

  private ExperimentPlan plan(List<Arm> arms, double effect) {
    Map<String, Double> weights = arms.stream().collect(Collectors.toMap(Arm::name, arm -> (double) arm.weight()));
    String baseline = arms.stream().filter(Arm::isHoldOut).findFirst().orElse(arms.getFirst()).name();
    double base = definition.goals().paid()
        .map(paid -> paid.doubleValue() - effect)
        .filter(share -> share > 0)
        .orElse(Math.min(HARDEST, 1 - effect));
    return new ExperimentPlan(
        base, baseline, weights, new ExperimentPlan.Trust(AnalysisStage.LAST_READING.alpha(), POWER, false),
        new ExperimentPlan.Crowd(1, 0, 1));
  }

  /// Returns the plan that is registered when the campaign starts.
  ///
  /// @param underpowered why this number of accounts cannot show the stated effect; empty when it can
  RegisteredPlan planToRegister(Optional<String> underpowered) {
    return RegisteredPlan.first(definition, Math.max(100, accounts), underpowered);
  }
}
