package org.obzvon.rehearsal;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.rehearsal.Effects.Touch;

/// The day on which each debtor would have paid in full under each arm: their potential outcomes.
///
/// They are drawn from the seed and the debtor's number alone, independently of what happens in calls. The whole effect
/// of contact comes through the *assigned* arm; that is why the true effect in a rehearsal is known. Calls follow the
/// potential outcome, not the reverse: a debtor promises what they would do (see [SimulatedTalk]).
///
/// One draw `u` per debtor serves all arms: the debtor pays within the window if `u` is below the arm's rate, and the
/// lower `u`, the earlier. In three of ten households all members share the draw, so outcomes are clustered as in real
/// data.
public final class PotentialPayDays {
  /// The last day on which anybody pays, counted from the start. Day 0 has no payments, and day 29 ends before thirty
  /// times 24 hours are over in every zone, so a window of thirty days contains all of them.
  public static final int LAST = 29;

  private final Population population;
  private final Effects effects;
  private final double[] draws;
  private final Map<Touch, double[]> timing = new EnumMap<>(Touch.class);
  private final Map<String, Map<NonPaymentReason, Double>> rates = new HashMap<>();

  public PotentialPayDays(Population population, Effects effects) {
    this.population = population;
    this.effects = effects;
    this.draws = population.debtors().stream().mapToDouble(debtor -> draw(population.seed(), debtor)).toArray();
    for (String arm : effects.byArm().keySet()) {
      Map<NonPaymentReason, Double> byReason = new EnumMap<>(NonPaymentReason.class);
      Effects.REASON_SHARES.keySet().forEach(reason -> byReason.put(reason, effects.rate(arm, reason)));
      rates.put(arm, byReason);
    }
    for (Touch touch : Touch.values()) {
      timing.put(touch, cumulative(touch, population.start()));
    }
  }

  /// Returns days from the start, 1 to [#LAST]; empty if the debtor would not pay within the window.
  ///
  /// @throws org.obzvon.document.BadInput if no effect is stated for the arm
  public OptionalInt dayOf(Debtor debtor, String arm) {
    Touch touch = effects.of(arm).touch();
    double rate = rates.get(arm).get(debtor.nature().reason());
    double draw = draws[debtor.number() - 1];
    if (draw >= rate) {
      return OptionalInt.empty();
    }
    double[] cumulative = timing.get(touch);
    int found = Arrays.binarySearch(cumulative, draw / rate);
    return OptionalInt.of(Math.min(LAST, (found < 0 ? -found - 1 : found + 1) + 1));
  }

  public Population population() {
    return population;
  }

  public Effects effects() {
    return effects;
  }

  private static double draw(long seed, Debtor debtor) {
    boolean together = Chance.of(seed, "together", debtor.contract().household()).happens(0.3);
    Object about = together ? debtor.contract().household() : debtor.number();
    return Chance.of(seed, "pays", about).next();
  }

  /// Returns the cumulative distribution of pay days: steep in the first five days, and again around pay-day (the 5th,
  /// 10th and 25th and the day after). A reminder moves payments forward, the robot more than the operator, so that the
  /// robot's lead fades by day thirty.
  private static double[] cumulative(Touch touch, LocalDate start) {
    double steep = switch (touch) {
      case NONE -> 6;
      case SMS -> 8;
      case ROBOT -> 12;
      case OPERATOR -> 7;
    };
    double[] sums = new double[LAST];
    double sum = 0;
    for (int day = 1; day <= LAST; day++) {
      int date = start.plusDays(day).getDayOfMonth();
      boolean payDay = date == 5 || date == 6 || date == 10 || date == 11 || date == 25 || date == 26;
      sum += 0.5 + steep * Math.exp(-(day - 1) / 2.5) + (payDay ? 1.5 : 0);
      sums[day - 1] = sum;
    }
    for (int i = 0; i < LAST; i++) {
      sums[i] /= sum;
    }
    return sums;
  }
}
