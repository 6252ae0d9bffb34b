package org.obzvon.comparison;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The answer to a [ComparisonQuestion]: every assigned account in its assigned arm ("intention to treat"). A number
/// that cannot be computed is NaN, an interval [Interval#NONE], and `notes` says why.
///
/// @param pairs every arm against the baseline, then every pair of the others; without values while withheld
public record Comparison(
    List<Arm> arms,
    SampleRatio sampleRatio,
    LogRank logRank,
    LogRank stratified,
    List<Pair> pairs,
    List<String> notes) {

  public record Arm(String arm, Counts counts, double rate, Interval rateInterval, Means means, Pace pace) {}

  /// @param paid within the window; empty when the table does not say
  public record Counts(long households, int accounts, OptionalInt paid) {}

  /// Means per account, whether it was contacted or not.
  public record Means(double amount, double cost) {}

  /// @param curve empty when the table has no times
  /// @param incidence at the end of the window
  public record Pace(
      Optional<List<KaplanMeier.Point>> curve, MeanSurvival mean, double medianDays, Incidence incidence) {
    static final Pace UNKNOWN = new Pace(
        Optional.empty(),
        new MeanSurvival(Double.NaN, Double.NaN),
        Double.NaN,
        new Incidence(Double.NaN, Double.NaN, Double.NaN, Double.NaN));
  }

  /// One arm compared with another: every difference is `arm` minus `baseline`.
  public record Pair(
      String arm, String baseline, RateDifference rate, PaceDifference pace, MoneyDifference money, Inside inside) {

    static Pair unknown(String arm, String baseline) {
      return new Pair(arm, baseline, RateDifference.UNKNOWN, PaceDifference.UNKNOWN, MoneyDifference.UNKNOWN,
          Inside.UNKNOWN);
    }

    Pair withAnytimeP(double p) {
      return new Pair(arm, baseline, rate.withAnytimeP(p), pace, money, inside);
    }

    Pair withAdjusted(double holm, double benjaminiHochberg) {
      return new Pair(arm, baseline, rate.withAdjusted(holm, benjaminiHochberg), pace, money, inside);
    }
  }

  /// @param counts the four numbers behind the rates; empty when unknown or withheld
  public record RateDifference(
      Optional<RatePair> counts, double difference, Tests tests, Intervals intervals, ClusterRobust cluster) {
    static final RateDifference UNKNOWN = new RateDifference(
        Optional.empty(),
        Double.NaN,
        new Tests(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN),
        new Intervals(Interval.NONE, Interval.NONE, Interval.NONE),
        new ClusterRobust(Double.NaN, 0, Double.NaN));

    RateDifference withAnytimeP(double p) {
      Tests least = new Tests(tests.z, tests.p, tests.holm, tests.benjaminiHochberg, p);
      return new RateDifference(counts, difference, least, intervals, cluster);
    }

    RateDifference withAdjusted(double holm, double benjaminiHochberg) {
      Tests adjusted = new Tests(tests.z, tests.p, holm, benjaminiHochberg, tests.anytimeP);
      return new RateDifference(counts, difference, adjusted, intervals, cluster);
    }
  }

  /// @param p two-sided, for one look; `holm` and `benjaminiHochberg` are over all pairs of the report
  /// @param anytimeP for any number of looks
  public record Tests(double z, double p, double holm, double benjaminiHochberg, double anytimeP) {}

  public record Intervals(Interval newcombe, Interval miettinenNurminen, Interval anytime) {}

  public record PaceDifference(LogRank logRank, MeanSurvival.Difference mean) {
    static final PaceDifference UNKNOWN = new PaceDifference(
        new LogRank(Double.NaN, 0, Double.NaN), new MeanSurvival.Difference(Double.NaN, Double.NaN, Double.NaN));
  }

  public record MoneyDifference(
      MeanDifference amount, Cuped.Adjusted adjusted, Fieller costPerPayer, MeanDifference net) {
    static final MeanDifference NOTHING = new MeanDifference(Double.NaN, Double.NaN, Double.NaN, Double.NaN,
        Interval.NONE);
    static final Cuped.Adjusted NOT_ADJUSTED = new Cuped.Adjusted(Double.NaN, NOTHING, Double.NaN);
    static final Fieller NO_RATIO = new Fieller(Double.NaN, Interval.NONE, false);
    static final MoneyDifference UNKNOWN = new MoneyDifference(NOTHING, NOT_ADJUSTED, NO_RATIO, NOTHING);
  }

  /// The parts of the difference: the effect on the accounts that were reached, and the effect by reason.
  ///
  /// @param segments empty when the table has no reasons
  public record Inside(
      Instrument ifReached, double ifReachedClusterSe, Optional<List<Segment>> segments, Heterogeneity heterogeneity) {
    static final Instrument NOT_REACHED = new Instrument(Double.NaN, Double.NaN, Double.NaN);
    static final Heterogeneity NO_SEGMENTS = new Heterogeneity(Double.NaN, Double.NaN, Double.NaN, 0, Double.NaN);
    static final Inside UNKNOWN = new Inside(NOT_REACHED, Double.NaN, Optional.empty(), NO_SEGMENTS);
  }

  /// @param counts empty when one of the arms has no account with the reason
  public record Segment(String reason, Optional<RatePair> counts, double difference, double se) {

    static Segment unknown(String reason) {
      return new Segment(reason, Optional.empty(), Double.NaN, Double.NaN);
    }

    static Segment of(String reason, RatePair counts) {
      return new Segment(reason, Optional.of(counts), counts.difference(), counts.standardError());
    }
  }
}
