package org.obzvon.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.inference.FisherExactTest;
import org.apache.commons.statistics.inference.UnconditionedExactTest;

/// Computes the numbers of one arm compared with another.
record PairAnalysis(AccountTable table, ComparisonQuestion question, Clusters clusters, Notes notes) {
  private static final int FISHER_BELOW = 5;

  /// The most accounts of both arms together for Boschloo's test, which tries every table with these margins for every
  /// rate.
  private static final int BOSCHLOO_UP_TO = 200;

  /// @param armAt position of the arm in the table's order; `baseAt` is that of its baseline
  Comparison.Pair of(List<ArmTally> tallies, int armAt, int baseAt) {
    Sides sides = new Sides(tallies.get(armAt), tallies.get(baseAt), armAt, baseAt);
    return new Comparison.Pair(
        sides.arm.arm, sides.base.arm, rate(sides), pace(sides), new PairMoney(table, notes).of(sides), inside(sides));
  }

  record Sides(ArmTally arm, ArmTally base, int armAt, int baseAt) {
    String where(String field) {
      return "comparisons[" + arm.arm + " against " + base.arm + "]." + field;
    }

    RatePair rates() {
      return arm.against(base);
    }
  }

  private Comparison.RateDifference rate(Sides sides) {
    String fields = "difference, z, p, p_holm, p_bh, newcombe_ci, miettinen_nurminen_ci, cluster_se, anytime";
    if (!notes.have(table, sides.where(fields), Column.EVENT)) {
      return Comparison.RateDifference.UNKNOWN;
    }
    RatePair rates = sides.rates();
    double z = rates.z();
    notes.ifMissing(z, sides.where("z, p, p_holm, p_bh"), "in both arms everybody paid or nobody did");
    if (rates.smallestExpected() < FISHER_BELOW && !Double.isNaN(z)) {
      notes.add(sides.where("p"), "few payers are expected in a cell; " + exact(rates));
    }
    AnytimeInterval anytime = new AnytimeInterval(1 - ComparisonQuestion.LEVEL, question.expectedAccounts());
    double n = (double) rates.allArm() + rates.allBase();
    Interval interval = anytime.around(rates.difference(), rates.standardError(), n);
    notes.ifMissing(interval.low(), sides.where("anytime"), "neither rate varies, so there is no standard error");
    ClusterRobust cluster = ClusterRobust.difference(clusters, sides.armAt, sides.baseAt);
    notes.ifMissing(cluster.se(), sides.where("cluster_se"),
        "takes two households in each arm and three accounts at least");
    return new Comparison.RateDifference(
        Optional.of(rates),
        rates.difference(),
        new Comparison.Tests(z, StandardNormal.twoSided(z), Double.NaN, Double.NaN,
            anytime.p(rates.difference(), rates.standardError(), n)),
        new Comparison.Intervals(
            Newcombe.interval(rates, ComparisonQuestion.LEVEL),
            MiettinenNurminen.interval(rates, ComparisonQuestion.LEVEL), interval),
        cluster);
  }

  private static String exact(RatePair rates) {
    int[][] counts = {
      {rates.paidArm(), rates.allArm() - rates.paidArm()}, {rates.paidBase(), rates.allBase() - rates.paidBase()}
    };
    String fisher = "Fisher's exact p is " + FisherExactTest.withDefaults().test(counts).getPValue();
    return rates.allArm() + rates.allBase() > BOSCHLOO_UP_TO
        ? fisher
        : fisher + ", Boschloo's " + UnconditionedExactTest.withDefaults().test(counts).getPValue();
  }

  private Comparison.PaceDifference pace(Sides sides) {
    if (!notes.have(table, sides.where("log_rank, rmst_difference"), Column.EVENT, Column.DAYS)) {
      return Comparison.PaceDifference.UNKNOWN;
    }
    LogRank test = LogRank.test(List.of(sides.arm.life, sides.base.life));
    notes.ifMissing(test.chi2(), sides.where("log_rank"), "nobody paid while both arms were followed");
    double window = question.windowDays();
    var mean = MeanSurvival.difference(
        MeanSurvival.until(sides.arm.life, window), MeanSurvival.until(sides.base.life, window));
    notes.ifMissing(mean.p(), sides.where("rmst_difference.p"), "the times do not vary, so there is no standard error");
    return new Comparison.PaceDifference(test, mean);
  }

  private Comparison.Inside inside(Sides sides) {
    Instrument instrument = Comparison.Inside.NOT_REACHED;
    double clusterSe = Double.NaN;
    if (notes.have(table, sides.where("effect_if_reached"), Column.EVENT, Column.REACHED)) {
      instrument = Instrument.effect(sides.arm.payment, sides.base.payment);
      clusterSe = ClusterRobust.effect(clusters, sides.armAt, sides.baseAt, instrument).se();
      String why = Double.isNaN(instrument.estimate()) ? "both arms were reached alike" : "too few households";
      notes.ifMissing(instrument.estimate(), sides.where("effect_if_reached.estimate, se"), why);
      notes.ifMissing(clusterSe, sides.where("effect_if_reached.cluster_se"), why);
    }
    if (!notes.have(table, sides.where("by_reason"), Column.EVENT, Column.REASON)) {
      return new Comparison.Inside(instrument, clusterSe, Optional.empty(), Comparison.Inside.NO_SEGMENTS);
    }
    List<Comparison.Segment> segments = segments(sides);
    Heterogeneity heterogeneity = Heterogeneity
        .of(segments.stream().map(one -> new Heterogeneity.Effect(one.difference(), one.se())).toList());
    notes.ifMissing(heterogeneity.q(), sides.where("by_reason.q, p"), "takes two reasons with a standard error");
    return new Comparison.Inside(instrument, clusterSe, Optional.of(segments), heterogeneity);
  }

  private List<Comparison.Segment> segments(Sides sides) {
    List<String> reasons = table.reasons();
    List<Comparison.Segment> segments = new ArrayList<>();
    for (int index = 0; index < reasons.size(); index++) {
      ArmTally.Segment arm = sides.arm.segments.get(index);
      ArmTally.Segment base = sides.base.segments.get(index);
      String where = sides.where("by_reason.segments[" + reasons.get(index) + "]");
      if (arm.accounts == 0 || base.accounts == 0) {
        notes.add(where, "not both arms have accounts with this reason");
        segments.add(Comparison.Segment.unknown(reasons.get(index)));
        continue;
      }
      RatePair rates = new RatePair(arm.paid, arm.accounts, base.paid, base.accounts);
      if (rates.standardError() == 0) {
        notes.add(where, "neither rate varies; the segment has no weight in q");
      }
      segments.add(Comparison.Segment.of(reasons.get(index), rates));
    }
    return segments;
  }
}
