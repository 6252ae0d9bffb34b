package org.obzvon.comparison;

/// How often the result has been or will be looked at, and so which interval may be believed. A campaign may be looked
/// at every day: its error of 0.05 is split into 0.01 for all looks while accounts are still being followed (the
/// any-time interval, shared among the pairs of arms) and 0.04 for the last reading, after every account was followed
/// for the window.
public enum AnalysisStage {
  /// A file of past results, read once.
  ONE_LOOK(1 - ComparisonQuestion.LEVEL),
  RUNNING(0.01),
  LAST_READING(0.04);

  private final double alpha;

  AnalysisStage(double alpha) {
    this.alpha = alpha;
  }

  public double alpha() {
    return alpha;
  }

  /// Returns the interval of the difference that holds at this stage. Households with several accounts widen it.
  ///
  /// @param pairs of arms in the report, which share the error of the running campaign
  public Interval interval(Comparison.RateDifference rate, ComparisonQuestion question, int pairs) {
    return switch (this) {
      case ONE_LOOK, LAST_READING -> fixed(rate);
      case RUNNING -> anytime(rate, question, pairs);
    };
  }

  /// Returns Newcombe's interval, unless households with several accounts make the cluster interval wider.
  private Interval fixed(Comparison.RateDifference rate) {
    double level = 1 - alpha;
    Interval plain = rate.counts().map(counts -> Newcombe.interval(counts, level)).orElse(Interval.NONE);
    Interval cluster = rate.cluster().interval(rate.difference(), level);
    boolean wider = cluster.isKnown() && cluster.high() - cluster.low() > plain.high() - plain.low();
    return hasLargeHouseholds(rate) && wider ? cluster : plain;
  }

  private Interval anytime(Comparison.RateDifference rate, ComparisonQuestion question, int pairs) {
    if (rate.counts().isEmpty()) {
      return Interval.NONE;
    }
    RatePair counts = rate.counts().get();
    double plain = counts.standardError();
    double se = hasLargeHouseholds(rate) && rate.cluster().se() > plain ? rate.cluster().se() : plain;
    return new AnytimeInterval(alpha / Math.max(1, pairs), question.expectedAccounts())
        .around(rate.difference(), se, (double) counts.allArm() + counts.allBase());
  }

  private static boolean hasLargeHouseholds(Comparison.RateDifference rate) {
    return rate.counts()
        .map(counts -> rate.cluster().households() < (long) counts.allArm() + counts.allBase())
        .orElse(false);
  }

  /// Returns true if an effect may be claimed: the interval excludes zero and, if there is only one reading, the p
  /// adjusted for the number of pairs agrees.
  public boolean shows(Interval interval, double adjustedP) {
    boolean apart = interval.isKnown() && !interval.contains(0);
    return apart && (this == RUNNING || adjustedP < alpha);
  }

  /// Returns the p of one pair, for one look. Households with several accounts raise it, as they widen the interval.
  double p(Comparison.RateDifference rate) {
    return designEffect(rate) > 1 ? rate.cluster().p(rate.difference()) : rate.tests().p();
  }

  /// Returns the ratio of the variance of the difference to that of independent accounts; never below 1.
  double designEffect(Comparison.RateDifference rate) {
    double plain = rate.counts().map(RatePair::standardError).orElse(Double.NaN);
    double cluster = rate.cluster().se();
    return hasLargeHouseholds(rate) && plain > 0 && cluster > plain ? cluster * cluster / (plain * plain) : 1;
  }

  /// Returns what data of this size could have shown at this stage, with the part of the error that one pair may use.
  DetectableEffect detectable(Comparison.Pair pair, long households, Report.Asked asked, int pairs, double planned) {
    Comparison.RateDifference rate = pair.rate();
    if (rate.counts().isEmpty() || !rate.counts().get().areKnown()) {
      return DetectableEffect.UNKNOWN;
    }
    DetectableEffect.Size size = new DetectableEffect.Size(
        rate.counts().get(), households, designEffect(rate), alpha / Math.max(1, pairs),
        this == RUNNING ? asked.question().expectedAccounts() : Double.NaN);
    boolean isPlanned = !Double.isNaN(planned);
    return DetectableEffect.of(
        size, isPlanned ? planned : rate.difference(),
        isPlanned ? DetectableEffect.Source.PLANNED : DetectableEffect.Source.OBSERVED);
  }
}
