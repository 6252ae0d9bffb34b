package org.obzvon.comparison;

import java.util.List;

/// Over several looks the smallest any-time p counts, for what was once shown does not become unshown by chance. Looks
/// with another window or another rule of who is a payer asked something else, and those that were withheld tell nothing.
final class LeastSoFar {
  private LeastSoFar() {}

  static Comparison of(Comparison now, List<Registrations.Look> looks, Registrations.Asked asked) {
    return new Comparison(
        now.arms(), now.sampleRatio(), now.logRank(), now.stratified(),
        now.pairs().stream().map(pair -> least(pair, looks, asked)).toList(), now.notes());
  }

  private static Comparison.Pair least(Comparison.Pair pair, List<Registrations.Look> looks, Registrations.Asked asked) {
    double now = pair.rate().tests().anytimeP();
    if (Double.isNaN(now)) {
      return pair;
    }
    double before =
        looks.stream()
            .filter(look -> !look.withheld() && look.asked().equals(asked))
            .flatMap(look -> look.differences().stream())
            .filter(one -> one.arm().equals(pair.arm()) && one.baseline().equals(pair.baseline()))
            .mapToDouble(Registrations.Difference::p)
            .filter(p -> !Double.isNaN(p))
            .min().orElse(1);
    return pair.withAnytimeP(Math.min(now, before));
  }
}
