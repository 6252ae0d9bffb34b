package org.obzvon.comparison;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/// Checks whether households fell into the arms as intended, in more detail than [SampleRatio]: in each stratum, on
/// each day of assignment, and at every moment so far.
///
/// @param sequential a p that stays valid however often it is read (Lindon and Malek 2020); NaN when unknown
public record SplitChecks(List<Part> strata, List<Part> days, double sequential) {
  public static final SplitChecks NONE = new SplitChecks(List.of(), List.of(), Double.NaN);

  /// The expected count of an arm below which chi-square says nothing about a part.
  private static final double FEWEST_EXPECTED = 8;

  /// The prior weight of the intended split, as a number of households already seen.
  private static final double BELIEF = 10_000;

  public record Part(String name, SampleRatio ratio) {}

  /// Households that were assigned to the same arm with the same weights.
  record Draw(String stratum, String day, String arm, Map<String, Double> weights, int households) {}

  public SplitChecks {
    strata = List.copyOf(strata);
    days = List.copyOf(days);
  }

  /// Returns the first part whose split is very unlikely by chance, allowing for the number of parts.
  public Optional<String> alarm() {
    if (sequential < SampleRatio.ALARM) {
      return Optional.of("sequential");
    }
    return alarm(strata).or(() -> alarm(days));
  }

  private static Optional<String> alarm(List<Part> parts) {
    return parts.stream()
        .filter(part -> part.ratio.p() * parts.size() < SampleRatio.ALARM)
        .map(Part::name)
        .findFirst();
  }

  /// @param draws in the order of their assignment
  static SplitChecks of(List<Draw> draws) {
    return new SplitChecks(
        parts(draws, true), parts(draws, false), sequential(draws));
  }

  private static List<Part> parts(List<Draw> draws, boolean byStratum) {
    SortedMap<String, List<Draw>> groups = new TreeMap<>();
    draws.forEach(
        draw -> groups.computeIfAbsent(byStratum ? draw.stratum : draw.day, _ -> new ArrayList<>()).add(draw));
    List<Part> parts = new ArrayList<>();
    groups.forEach((name, group) -> ratio(group).ifPresent(ratio -> parts.add(new Part(name, ratio))));
    return parts;
  }

  private static Optional<SampleRatio> ratio(List<Draw> group) {
    Map<String, Double> expected = new TreeMap<>();
    Map<String, Long> seen = new HashMap<>();
    for (Draw draw : group) {
      double sum = draw.weights.values().stream().mapToDouble(Double::doubleValue).sum();
      draw.weights.forEach((arm, weight) -> expected.merge(arm, weight / sum * draw.households, Double::sum));
      seen.merge(draw.arm, (long) draw.households, Long::sum);
    }
    long[] households = expected.keySet().stream().mapToLong(arm -> seen.getOrDefault(arm, 0L)).toArray();
    return ratio(households, expected.values().stream().mapToDouble(Double::doubleValue).toArray());
  }

  /// Returns the chi-square of a split; empty if it says nothing.
  static Optional<SampleRatio> ratio(long[] households, double[] weights) {
    double all = LongStream.of(households).sum() / DoubleStream.of(weights).sum();
    boolean enough = DoubleStream.of(weights).allMatch(weight -> weight * all >= FEWEST_EXPECTED);
    return households.length > 1 && enough ? Optional.of(SampleRatio.test(households, weights)) : Optional.empty();
  }

  /// Tests the multinomial split against a Dirichlet mixture around the intended one: after each household the
  /// likelihood ratio is multiplied by its predicted over its intended share; p is 1 over the greatest ratio so far.
  /// Households assigned on the same day count as one look, since their order means nothing.
  static double sequential(List<Draw> draws) {
    if (draws.isEmpty()) {
      return Double.NaN;
    }
    Map<String, Double> believed = new HashMap<>();
    Map<String, Integer> seen = new HashMap<>();
    long all = 0;
    double log = 0;
    double greatest = 0;
    for (int index = 0; index < draws.size(); index++) {
      Draw draw = draws.get(index);
      double sum = draw.weights.values().stream().mapToDouble(Double::doubleValue).sum();
      double intended = draw.weights.getOrDefault(draw.arm, 0.0) / sum;
      if (intended == 0) {
        return 0;
      }
      double prior = believed.computeIfAbsent(draw.arm, _ -> BELIEF * intended);
      int before = seen.getOrDefault(draw.arm, 0);
      for (int household = 0; household < draw.households; household++, all++) {
        log += Math.log((prior + before + household) / (BELIEF + all)) - Math.log(intended);
      }
      seen.put(draw.arm, before + draw.households);
      boolean dayEnds = index + 1 == draws.size() || !draws.get(index + 1).day.equals(draw.day);
      greatest = dayEnds ? Math.max(greatest, log) : greatest;
    }
    return Math.min(1, Math.exp(-greatest));
  }
}
