package org.obzvon.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The answer in words, for people who do not read p-values. It speaks of an effect only where the adjusted test and
/// the interval that respects households agree on it; otherwise it says what the numbers leave possible.
public final class Verdict {
  private static final double ALPHA = 1 - Question.LEVEL;

  private Verdict() {}

  public static List<String> of(Comparison comparison, Question question) {
    if (comparison.sampleRatio().withheld()) {
      return List.of(
          "The result is withheld: the households are not split between the arms as intended (p = "
              + p(comparison.sampleRatio().p())
              + "), so no difference between the arms can be trusted. Find out who was lost or moved.");
    }
    List<String> sentences = new ArrayList<>();
    for (Comparison.Pair pair : comparison.pairs()) {
      sentences.add(pair(pair, question));
    }
    return sentences.isEmpty() ? List.of("There is nothing to hold the baseline against.") : sentences;
  }

  private static String pair(Comparison.Pair pair, Question question) {
    Comparison.RateDifference rate = pair.rate();
    String who = ComparisonText.printable(pair.arm()) + " against " + ComparisonText.printable(pair.baseline()) + ": ";
    if (Double.isNaN(rate.difference())) {
      return who + "the table does not tell who paid.";
    }
    Interval interval = interval(rate);
    String range = hundredths(interval.low()) + " to " + hundredths(interval.high());
    String days = " within " + number(question.windowDays()) + " days";
    String adjusted = "p adjusted for the number of comparisons " + p(rate.tests().holm());
    boolean apart = !interval.contains(0);
    if (apart && rate.tests().holm() < ALPHA) {
      return who + amount(rate.difference()) + " of every 100 accounts paid" + days + " (95% interval " + range + ", "
          + adjusted + ").";
    }
    if (apart) {
      return who + amount(rate.difference()) + " of every 100 accounts paid" + days + " (95% interval " + range
          + "), but among so many comparisons that is not proof (" + adjusted + ").";
    }
    return who + "no difference is shown in payment" + days + "; per 100 accounts it may be anything from " + range
        + " (" + adjusted + ").";
  }

  private static String amount(double difference) {
    return hundredths(Math.abs(difference)) + (difference > 0 ? " more" : " fewer");
  }

  /// Newcombe's, unless households with several accounts make the one by households wider.
  public static Interval interval(Comparison.RateDifference rate) {
    Interval plain = rate.intervals().newcombe();
    boolean shared =
        rate.counts()
            .map(counts -> rate.cluster().households() < (long) counts.allArm() + counts.allBase())
            .orElse(false);
    Interval cluster = rate.cluster().interval(rate.difference(), Question.LEVEL);
    boolean wider = cluster.isKnown() && cluster.high() - cluster.low() > plain.high() - plain.low();
    return shared && wider ? cluster : plain;
  }

  static String hundredths(double share) {
    return String.format(Locale.ROOT, "%.1f", share * 100);
  }

  static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  static String p(double p) {
    return Double.isNaN(p) ? "unknown" : p < 0.0001 ? "below 0.0001" : String.format(Locale.ROOT, "%.4f", p);
  }
}
