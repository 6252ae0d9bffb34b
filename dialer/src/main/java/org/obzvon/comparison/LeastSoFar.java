package org.obzvon.comparison;

import java.util.List;

/// Replaces the any-time p by the smallest over several looks, because chance does not undo what was once shown. It
/// ignores looks with another window or another payer rule, since they asked something else, and looks that were
/// withheld.
final class LeastSoFar {
  private LeastSoFar() {}

  static Comparison of(Comparison now, List<Registrations.Look> looks, Registrations.Asked asked) {
    return new Comparison(
        now.arms(), now.sampleRatio(), now.logRank(), now.stratified(),
        now.pairs().stream().map(pair -> least(pair, looks, asked)).toList(), now.notes());
  }

  private static Comparison.Pair least(Comparison.Pair pair, List<Registrations.Look> looks,
      Registrations.Asked asked) {
    double now = pair.rate().tests().anytimeP();
    if (Double.isNaN(now)) {
      return pair;
    }
    double before = looks.stream()
        .filter(look -> !look.withheld() && look.asked().equals(asked))
        .flatMap(look -> look.differences().stream())
        .filter(one -> one.arm().equals(pair.arm()) && one.baseline().equals(pair.baseline()))
        .mapToDouble(Registrations.Difference::p)
        .filter(p -> !Double.isNaN(p))
        .min().orElse(1);
    return pair.withAnytimeP(Math.min(now, before));
  }
}
