package org.obzvon.comparison;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.obzvon.document.BadInput;

/// Answers a [ComparisonQuestion] from a table of accounts.
public final class Analysis {
  private final AccountTable table;
  private final ComparisonQuestion question;
  private final Notes notes = new Notes();

  private final SplitChecks splits;

  private Analysis(AccountTable table, ComparisonQuestion question, SplitChecks splits) {
    this.table = table;
    this.question = question;
    this.splits = splits;
  }

  /// @param remarks what the reader of the table has to say; they come first among the notes
  public static Comparison of(AccountTable table, ComparisonQuestion question, Collection<String> remarks) {
    return of(table, question, remarks, SplitChecks.NONE);
  }

  /// @param splits when one of them raises an alarm, the result is withheld as well
  static Comparison of(AccountTable table, ComparisonQuestion question, Collection<String> remarks,
      SplitChecks splits) {
    Analysis analysis = new Analysis(table, question, splits);
    analysis.check();
    analysis.notes.addAll(remarks);
    return analysis.compare();
  }

  private void check() {
    List<String> arms = table.arms();
    if (!arms.contains(question.baseline())) {
      throw BadInput.of(
          "baseline", "no account is in the arm '" + question.baseline() + "'; there are: " + String.join(", ", arms));
    }
    Set<String> unweighted = new TreeSet<>(arms);
    unweighted.removeAll(question.weights().keySet());
    if (!question.weights().isEmpty() && !unweighted.isEmpty()) {
      throw BadInput.of("weights", "state a weight for each arm; missing: " + String.join(", ", unweighted));
    }
  }

  private Comparison compare() {
    List<ArmTally> tallies = ArmTally.of(table, question.windowDays());
    Clusters clusters = Clusters.of(table, question.windowDays());
    SampleRatio ratio = closer(sampleRatio(clusters));
    List<Comparison.Arm> arms = new ArrayList<>();
    ArmAnalysis ofArm = new ArmAnalysis(table, question, notes);
    for (int at : baselineFirst()) {
      arms.add(ofArm.of(tallies.get(at), clusters.households(at)));
    }
    long torn = clusters.householdsInSeveralArms();
    if (torn > 0) {
      notes.add("arms", torn + " households stand in more than one arm: the arm was not assigned by household");
    }
    if (ratio.withheld()) {
      notes.add(
          "log_rank, comparisons",
          "withheld: the households are not split as intended (" + why(ratio) + ")");
      LogRank none = Comparison.PaceDifference.UNKNOWN.logRank();
      return new Comparison(arms, ratio, none, none, withheld(), notes.all());
    }
    LogRank overall = logRank(tallies);
    LogRank stratified = stratified(tallies);
    return new Comparison(arms, ratio, overall, stratified, pairs(tallies, clusters), notes.all());
  }

  private static String why(SampleRatio ratio) {
    return ratio.p() < SampleRatio.ALARM ? "sample_ratio.p below " + SampleRatio.ALARM : "in a part or at a moment";
  }

  /// Returns the positions of the arms in the table's order: the baseline, then the others by name.
  private List<Integer> baselineFirst() {
    int baseline = table.arms().indexOf(question.baseline());
    List<Integer> order = new ArrayList<>(List.of(baseline));
    IntStream.range(0, table.arms().size()).filter(at -> at != baseline).forEach(order::add);
    return order;
  }

  private SampleRatio closer(SampleRatio ratio) {
    Optional<String> alarm = splits.alarm();
    alarm.ifPresent(
        part -> notes.add("sample_ratio",
            "households are not split as intended in one part or at some moment: " + part));
    return alarm.isPresent() ? new SampleRatio(ratio.chi2(), ratio.df(), ratio.p(), true) : ratio;
  }

  private SampleRatio sampleRatio(Clusters clusters) {
    if (question.weights().isEmpty()) {
      notes.add("sample_ratio", "no intended split was stated (--weights)");
      return SampleRatio.UNKNOWN;
    }
    List<String> names = new ArrayList<>(new TreeSet<>(question.weights().keySet()));
    List<String> absent = names.stream().filter(name -> !table.arms().contains(name)).toList();
    if (!absent.isEmpty()) {
      notes.add("sample_ratio", "no account is in an arm that was to have some: " + String.join(", ", absent));
    }
    if (names.size() < 2) {
      notes.add("sample_ratio", "there is but one arm");
      return SampleRatio.UNKNOWN;
    }
    long[] households = names.stream().mapToLong(name -> clusters.households(table.arms().indexOf(name))).toArray();
    double[] weights = names.stream().mapToDouble(question.weights()::get).toArray();
    return SampleRatio.test(households, weights);
  }

  private LogRank logRank(List<ArmTally> tallies) {
    if (!notes.have(table, "log_rank", Column.EVENT, Column.DAYS)) {
      return Comparison.PaceDifference.UNKNOWN.logRank();
    }
    LogRank test = LogRank.test(tallies.stream().map(tally -> tally.life).toList());
    notes.ifMissing(test.chi2(), "log_rank", "nobody paid while two arms were followed");
    return test;
  }

  private LogRank stratified(List<ArmTally> tallies) {
    String where = "log_rank.stratified";
    if (!notes.have(table, where, Column.EVENT, Column.DAYS, Column.REASON)) {
      return Comparison.PaceDifference.UNKNOWN.logRank();
    }
    List<List<LifeTable>> strata = IntStream.range(0, table.reasons().size())
        .mapToObj(
            reason -> tallies.stream().map(tally -> tally.segments.get(reason).life).collect(Collectors.toList()))
        .toList();
    LogRank test = LogRank.stratified(strata);
    notes.ifMissing(test.chi2(), where, "nobody paid while two arms were followed within a reason");
    return test;
  }

  private List<Comparison.Pair> pairs(List<ArmTally> tallies, Clusters clusters) {
    PairAnalysis ofPair = new PairAnalysis(table, question, clusters, notes);
    List<Comparison.Pair> pairs = new ArrayList<>();
    for (int[] pair : pairPositions()) {
      pairs.add(ofPair.of(tallies, pair[1], pair[0]));
    }
    if (pairs.isEmpty()) {
      notes.add("comparisons", "there is no arm beside the baseline");
    }
    double[] p = pairs.stream().mapToDouble(pair -> pair.rate().tests().p()).toArray();
    double[] holm = Multiplicity.holm(p);
    double[] hochberg = Multiplicity.benjaminiHochberg(p);
    return IntStream.range(0, pairs.size())
        .mapToObj(index -> pairs.get(index).withAdjusted(holm[index], hochberg[index]))
        .toList();
  }

  private List<Comparison.Pair> withheld() {
    List<String> arms = table.arms();
    return pairPositions().stream()
        .map(pair -> Comparison.Pair.unknown(arms.get(pair[1]), arms.get(pair[0])))
        .toList();
  }

  /// Returns each pair as baseline and arm; the pairs with the baseline come first.
  private List<int[]> pairPositions() {
    List<Integer> order = baselineFirst();
    List<int[]> pairs = new ArrayList<>();
    for (int base = 0; base < order.size(); base++) {
      for (int arm = base + 1; arm < order.size(); arm++) {
        pairs.add(new int[]{order.get(base), order.get(arm)});
      }
    }
    return pairs;
  }
}
