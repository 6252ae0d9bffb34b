package org.obzvon.comparison;

/// The interval of a difference of two rates: the hybrid score interval, method 10 of Newcombe (1998), Statistics in
/// Medicine 17:873-890. With the Wilson ends l, u of each rate: d - sqrt((p1-l1)² + (u2-p2)²) and
/// d + sqrt((u1-p1)² + (p2-l2)²).
public final class Newcombe {
  private Newcombe() {}

  public static Interval interval(RatePair rates, double level) {
    if (!rates.areKnown()) {
      return Interval.NONE;
    }
    double arm = rates.arm();
    double base = rates.base();
    Interval first = Wilson.interval(rates.paidArm(), rates.allArm(), level);
    Interval second = Wilson.interval(rates.paidBase(), rates.allBase(), level);
    double difference = arm - base;
    return new Interval(
        Math.max(-1, difference - Math.hypot(arm - first.low(), second.high() - base)),
        Math.min(1, difference + Math.hypot(first.high() - arm, base - second.low())));
  }
}
