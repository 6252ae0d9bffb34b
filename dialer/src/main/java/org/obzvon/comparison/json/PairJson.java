package org.obzvon.comparison.json;

import static org.obzvon.comparison.json.ComparisonJson.put;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.obzvon.comparison.Comparison;
import org.obzvon.comparison.Cuped;
import org.obzvon.comparison.DetectableEffect;
import org.obzvon.comparison.Fieller;
import org.obzvon.comparison.Interval;
import org.obzvon.comparison.MeanDifference;
import org.obzvon.comparison.Report;

/// Writes one arm compared with another, as a member of `comparisons`.
final class PairJson {
  private PairJson() {}

  static ObjectNode of(Report report, Comparison.Pair pair) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("arm", pair.arm());
    node.put("baseline", pair.baseline());
    putRate(node, pair.rate());
    putPace(node, pair.pace());
    putAmounts(node, pair.money());
    putReached(node, pair.inside());
    putCosts(node, pair.money(), report.showsMore(pair));
    putReasons(node, pair.inside());
    putSize(node, report, pair);
    return node;
  }

  private static void putRate(ObjectNode node, Comparison.RateDifference rate) {
    put(node, "difference", rate.difference());
    put(node, "z", rate.tests().z());
    put(node, "p", rate.tests().p());
    put(node, "p_holm", rate.tests().holm());
    put(node, "p_bh", rate.tests().benjaminiHochberg());
    put(node, "newcombe_ci", rate.intervals().newcombe());
    put(node, "miettinen_nurminen_ci", rate.intervals().miettinenNurminen());
    put(node, "cluster_se", rate.cluster().se());
    ObjectNode anytime = node.putObject("anytime");
    put(anytime, "ci", rate.intervals().anytime());
    put(anytime, "p", rate.tests().anytimeP());
  }

  private static void putPace(ObjectNode node, Comparison.PaceDifference pace) {
    ObjectNode logRank = node.putObject("log_rank");
    put(logRank, "chi2", pace.logRank().chi2());
    put(logRank, "p", pace.logRank().p());
    ObjectNode mean = node.putObject("rmst_difference");
    put(mean, "estimate", pace.mean().estimate());
    put(mean, "se", pace.mean().se());
    put(mean, "p", pace.mean().p());
  }

  private static void putAmounts(ObjectNode node, Comparison.MoneyDifference money) {
    MeanDifference amount = money.amount();
    ObjectNode raw = node.putObject("amount");
    put(raw, "difference", amount.difference());
    put(raw, "se", amount.se());
    put(raw, "df", amount.df());
    put(raw, "p", amount.p());
    put(raw, "ci", amount.interval());
    Cuped.Adjusted adjusted = money.adjusted();
    ObjectNode cuped = node.putObject("amount_adjusted");
    put(cuped, "theta", adjusted.theta());
    put(cuped, "difference", adjusted.difference().difference());
    put(cuped, "se", adjusted.difference().se());
    put(cuped, "p", adjusted.difference().p());
  }

  /// Writes what a comparison of this size could have shown.
  private static void putSize(ObjectNode node, Report report, Comparison.Pair pair) {
    DetectableEffect could = report.detectable(pair);
    ObjectNode size = node.putObject("detectable");
    put(size, "difference", could.difference());
    size.put("power", DetectableEffect.POWER);
    put(size, "alpha", could.alpha());
    put(size, "wanted", could.wanted());
    size.put("wanted_source", could.source().name());
    could.missing().ifPresentOrElse(
        missing -> size.put("households_missing", missing), () -> size.putNull("households_missing"));
  }

  /// @param shown the difference in payment is shown; only then is the interval written
  private static void putCosts(ObjectNode node, Comparison.MoneyDifference money, boolean shown) {
    Fieller ratio = money.costPerPayer();
    ObjectNode cost = node.putObject("cost_per_incremental_payer");
    put(cost, "estimate", ratio.estimate());
    put(cost, "ci", shown ? ratio.interval() : Interval.NONE);
    cost.put("bounded", ratio.bounded());
    cost.put("shown", shown);
    ObjectNode net = node.putObject("net_per_account");
    put(net, "difference", money.net().difference());
    put(net, "se", money.net().se());
  }

  private static void putReached(ObjectNode node, Comparison.Inside inside) {
    ObjectNode reached = node.putObject("effect_if_reached");
    put(reached, "reach", inside.ifReached().reach());
    put(reached, "estimate", inside.ifReached().estimate());
    put(reached, "se", inside.ifReached().se());
    put(reached, "cluster_se", inside.ifReachedClusterSe());
  }

  private static void putReasons(ObjectNode node, Comparison.Inside inside) {
    ObjectNode reasons = node.putObject("by_reason");
    inside.segments().ifPresentOrElse(
        segments -> {
          ArrayNode list = reasons.putArray("segments");
          segments.forEach(segment -> putSegment(list.addObject(), segment));
        },
        () -> reasons.putNull("segments"));
    put(reasons, "q", inside.heterogeneity().q());
    put(reasons, "p", inside.heterogeneity().p());
  }

  private static void putSegment(ObjectNode node, Comparison.Segment segment) {
    node.put("reason", segment.reason());
    put(node, "difference", segment.difference());
    put(node, "se", segment.se());
  }
}
