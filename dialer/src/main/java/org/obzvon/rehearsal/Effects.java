package org.obzvon.rehearsal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.document.BadInput;

/// The true effects in a rehearsal: the share of debtors who pay within thirty days by themselves, and what being
/// *assigned* to an arm adds to it (intention to treat, share of all assigned). A correct comparison finds these
/// numbers.
///
/// The defaults are in the middle of the ranges for early arrears of an Internet operator in `docs/statistics.md` §5
/// (hold-out 35–45 %, SMS 0–6 pp, robot 2–8 pp, person 6–15 pp; Choi et al. 2025, Parikh 2010, Haynes et al. 2013).
///
/// @param selfCure share that pays within thirty days with no contact
/// @param byArm arm as the campaign names it → its effect
public record Effects(double selfCure, Map<String, ArmEffect> byArm) {

  /// @param lift added share of payers over all assigned; 0.05 is five percentage points
  public record ArmEffect(Touch touch, double lift) {}

  /// The main kind of contact in an arm: it decides which debtors the arm moves and how fast.
  public enum Touch {
    NONE,
    SMS,
    ROBOT,
    OPERATOR
  }

  /// The reasons why debtors owe: forgetfulness and lack of money lead, as every debt desk reports.
  static final Map<NonPaymentReason, Double> REASON_SHARES = shares();

  public Effects {
    byArm = Map.copyOf(byArm);
    for (Map.Entry<String, ArmEffect> arm : byArm.entrySet()) {
      for (NonPaymentReason reason : REASON_SHARES.keySet()) {
        double rate = rate(selfCure, arm.getValue(), reason);
        if (rate < 0 || rate > 1) {
          throw BadInput.of(
              "rehearsal",
              "arm " + arm.getKey() + " with self-cure " + selfCure + " and lift " + arm.getValue().lift()
                  + " would let a share of " + rate + " pay among " + reason + "; choose smaller numbers");
        }
      }
    }
  }

  public static Effects published() {
    return of(0.37, 0.03, 0.05, 0.10);
  }

  /// The null experiment: contacts change neither who pays nor when (as in Fuente et al. 2024, Nairobi water).
  public static Effects none() {
    Map<String, ArmEffect> arms = new TreeMap<>();
    for (String arm : new String[]{"HOLD_OUT", "SMS", "ROBOT", "OPERATOR"}) {
      arms.put(arm, new ArmEffect(Touch.NONE, 0));
    }
    return new Effects(0.37, arms);
  }

  private static Effects of(double selfCure, double sms, double robot, double operator) {
    return new Effects(
        selfCure,
        Map.of(
            "HOLD_OUT", new ArmEffect(Touch.NONE, 0),
            "SMS", new ArmEffect(Touch.SMS, sms),
            "ROBOT", new ArmEffect(Touch.ROBOT, robot),
            "OPERATOR", new ArmEffect(Touch.OPERATOR, operator)));
  }

  /// Returns the same effects with one more arm, such as a named mix of channels.
  public Effects with(String arm, Touch touch, double lift) {
    Map<String, ArmEffect> arms = new LinkedHashMap<>(byArm);
    arms.put(arm, new ArmEffect(touch, lift));
    return new Effects(selfCure, arms);
  }

  /// @throws BadInput if no effect is stated for the arm: an effect that is not stated cannot be checked
  public ArmEffect of(String arm) {
    ArmEffect effect = byArm.get(arm);
    if (effect == null) {
      throw BadInput.of(
          "rehearsal", "no effect is stated for arm '" + arm + "'; stated are " + new TreeSet<>(byArm.keySet()));
    }
    return effect;
  }

  /// Returns the share that pays within thirty days among debtors with the reason who are assigned to the arm.
  double rate(String arm, NonPaymentReason reason) {
    return rate(selfCure, of(arm), reason);
  }

  /// Returns the rate. The factors are divided by their mean over the reasons, so that the stated rates hold over all
  /// debtors.
  private static double rate(double selfCure, ArmEffect effect, NonPaymentReason reason) {
    double self = selfCure * selfFactor(reason) / mean(Effects::selfFactor);
    if (effect.lift() == 0) {
      return self;
    }
    Touch touch = effect.touch();
    return self + effect.lift() * liftFactor(touch, reason) / mean(other -> liftFactor(touch, other));
  }

  private static double mean(ToDoubleFunction<NonPaymentReason> factor) {
    return REASON_SHARES.entrySet().stream().mapToDouble(e -> e.getValue() * factor.applyAsDouble(e.getKey())).sum();
  }

  private static double selfFactor(NonPaymentReason reason) {
    return switch (reason) {
      case FORGOT -> 1.35;
      case NO_MONEY -> 0.80;
      case QUALITY_OF_SERVICE -> 0.60;
      case DISPUTE -> 0.40;
      case ALREADY_PAID -> 2.00;
      case MOVED -> 0.35;
      case NOT_THE_SUBSCRIBER, REFUSES -> 0.15;
      case OTHER -> 0.90;
    };
  }

  /// Returns how strongly a reason responds: the forgetful need any reminder; lack of money needs an operator; a robot
  /// makes a dispute worse; those who leave are not moved.
  private static double liftFactor(Touch touch, NonPaymentReason reason) {
    return switch (reason) {
      case FORGOT -> by(touch, 1.7, 1.9, 1.1);
      case NO_MONEY -> by(touch, 0.4, 0.3, 1.6);
      case QUALITY_OF_SERVICE -> by(touch, 0.3, 0.2, 0.9);
      case DISPUTE -> by(touch, 0.0, -0.5, 0.3);
      case ALREADY_PAID -> by(touch, 0.6, 0.5, 0.3);
      case MOVED -> by(touch, 0.2, 0.2, 0.2);
      case NOT_THE_SUBSCRIBER, REFUSES -> by(touch, 0.0, 0.0, 0.1);
      case OTHER -> by(touch, 0.8, 0.8, 0.8);
    };
  }

  private static double by(Touch touch, double sms, double robot, double operator) {
    return switch (touch) {
      case NONE -> 1;
      case SMS -> sms;
      case ROBOT -> robot;
      case OPERATOR -> operator;
    };
  }

  private static Map<NonPaymentReason, Double> shares() {
    Map<NonPaymentReason, Double> shares = new LinkedHashMap<>();
    shares.put(NonPaymentReason.FORGOT, 0.40);
    shares.put(NonPaymentReason.NO_MONEY, 0.25);
    shares.put(NonPaymentReason.QUALITY_OF_SERVICE, 0.08);
    shares.put(NonPaymentReason.DISPUTE, 0.05);
    shares.put(NonPaymentReason.ALREADY_PAID, 0.05);
    shares.put(NonPaymentReason.MOVED, 0.05);
    shares.put(NonPaymentReason.REFUSES, 0.04);
    shares.put(NonPaymentReason.OTHER, 0.08);
    return Collections.unmodifiableMap(shares);
  }
}
