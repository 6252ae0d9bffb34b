package org.obzvon.comparison;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.obzvon.campaign.Arm;
import org.obzvon.campaign.Definition;
import org.obzvon.campaign.Segment;

/// The hypotheses, measure, window, arms, stopping rule and segments by which a campaign will be judged, fixed before
/// anybody is contacted. The hash of the text is printed on every report.
///
/// @param expectedAccounts at which the any-time interval is tightest
/// @param underpowered why the sample cannot show the stated effect; empty when it can, or when none is stated
/// @param payer who counts as a payer; part of the text and so of the hash
public record RegisteredPlan(
    String text, int expectedAccounts, Optional<String> underpowered, PayerRule payer) {

  /// Returns the first plan of a campaign. A payer has paid all but 1 % of the debt, unless the goals state another
  /// share.
  public static RegisteredPlan first(Definition definition, int expectedAccounts, Optional<String> underpowered) {
    return of(definition, expectedAccounts, underpowered, rule(definition, PayerRule.ALL_BUT_ONE_PERCENT));
  }

  /// Returns the plan of a changed definition. The payer rule stays as it was, unless the new goals state a share.
  public RegisteredPlan changed(Definition definition) {
    return of(definition, expectedAccounts, underpowered, rule(definition, payer));
  }

  private static PayerRule rule(Definition definition, PayerRule otherwise) {
    return definition.goals().payer().map(PayerRule::new).orElse(otherwise);
  }

  private static RegisteredPlan of(
      Definition definition, int expectedAccounts, Optional<String> underpowered, PayerRule payer) {
    Definition.Goals goals = definition.goals();
    List<String> lines = new ArrayList<>();
    lines.add("campaign " + definition.name() + ", experiment " + definition.experiment().name() + ", seed "
        + definition.experiment().seed());
    lines.add(payer.measure(goals.window()));
    lines.addAll(hypotheses(definition));
    goals.effect().ifPresent(effect -> lines.add("smallest effect worth finding: " + effect.toPlainString()));
    lines.add("arms: " + definition.experiment().weights());
    lines.add("rule for stopping: error " + AnalysisStage.RUNNING.alpha()
        + " for all looks while accounts are followed, shared"
        + " among the pairs (any-time interval, tightest at " + expectedAccounts + " accounts); error "
        + AnalysisStage.LAST_READING.alpha()
        + " for the last reading, when everybody was followed for the window (Holm)");
    definition.segments().forEach(segment -> lines.add("segment " + segment(segment)));
    return new RegisteredPlan(String.join("\n", lines) + "\n", expectedAccounts, underpowered, payer);
  }

  private static List<String> hypotheses(Definition definition) {
    List<String> arms = definition.experiment().arms().stream().filter(arm -> arm.weight() > 0).map(Arm::name)
        .sorted((one, other) -> one.equals(Arm.HOLD_OUT) ? -1 : other.equals(Arm.HOLD_OUT) ? 1 : one.compareTo(other))
        .toList();
    List<String> lines = new ArrayList<>();
    for (int base = 0; base < arms.size(); base++) {
      for (String arm : arms.subList(base + 1, arms.size())) {
        lines.add("hypothesis: " + arm + " and " + arms.get(base) + " differ in the share that paid, two-sided");
      }
    }
    return lines;
  }

  private static String segment(Segment segment) {
    Segment.Debtors debtors = segment.debtors();
    return segment.name() + ": state " + debtors.state().map(Enum::name).orElse("any") + ", arrears from "
        + debtors.arrearsAtLeast().toPlainString()
        + debtors.arrearsBelow().map(below -> " below " + below.toPlainString()).orElse("")
        + debtors.debtDays().map(days -> ", debt for " + days.from() + " to " + days.to() + " days").orElse("")
        + segment.subscribers().legalEntity().map(legal -> ", legal entity " + legal).orElse("")
        + words(", districts ", segment.subscribers().districts()) + words(", tags ", segment.subscribers().tags())
        + words(", without tags ", segment.subscribers().withoutTags());
  }

  private static String words(String title, Set<String> words) {
    return words.isEmpty() ? "" : new TreeSet<>(words).stream().collect(Collectors.joining(", ", title, ""));
  }

  public String sha256() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
