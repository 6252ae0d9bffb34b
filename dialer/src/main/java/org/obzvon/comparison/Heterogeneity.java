package org.obzvon.comparison;

import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/// Tests whether an effect differs between segments: Cochran's Q (1954) = sum w(d - dw)² with w = 1/se², chi-square
/// with one degree of freedom fewer than segments. A segment without a standard error above zero has no weight and is
/// left out.
///
/// @param pooled the mean effect weighted by w
/// @param q NaN below two segments
public record Heterogeneity(double pooled, double pooledSe, double q, int df, double p) {

  public record Effect(double estimate, double se) {
    boolean isWeighable() {
      return se > 0 && !Double.isNaN(estimate);
    }
  }

  public static Heterogeneity of(List<Effect> effects) {
    List<Effect> weighed = effects.stream().filter(Effect::isWeighable).toList();
    double weights = weighed.stream().mapToDouble(effect -> 1 / (effect.se * effect.se)).sum();
    double pooled = weighed.stream().mapToDouble(effect -> effect.estimate / (effect.se * effect.se)).sum() / weights;
    if (weighed.size() < 2) {
      return new Heterogeneity(pooled, Math.sqrt(1 / weights), Double.NaN, 0, Double.NaN);
    }
    double q = weighed.stream().mapToDouble(effect -> Math.pow((effect.estimate - pooled) / effect.se, 2)).sum();
    int df = weighed.size() - 1;
    double p = ChiSquaredDistribution.of(df).survivalProbability(q);
    return new Heterogeneity(pooled, Math.sqrt(1 / weights), q, df, p);
  }
}
