package org.obzvon.rehearsal;

import java.util.Map;
import java.util.Optional;
import org.obzvon.contact.NonPaymentReason;

/// The keys by which a debtor answers the robot, in the order of the shipped script: who is speaking, when will you
/// pay, do you pledge it or why not. A reason without a key of its own uses the one for other reasons.
public record ScriptAnswerKeys(Who who, Debt debt, Anywhere anywhere, Map<NonPaymentReason, Character> reasons) {
  /// "Within three days" is the latest that the robot offers.
  static final int HORIZON_DAYS = 3;

  public record Who(char itIsMe, char somebodyElse, char wrongNumber) {}

  public record Debt(char today, char tomorrow, char withinThreeDays, char cannotPay, char pledge) {
    char payBy(int inDays) {
      return switch (inDays) {
        case 0 -> today;
        case 1 -> tomorrow;
        default -> withinThreeDays;
      };
    }
  }

  /// Keys that work at every question.
  public record Anywhere(char person, char callNoMore) {}

  public ScriptAnswerKeys {
    reasons = Map.copyOf(reasons);
  }

  char reason(NonPaymentReason reason) {
    return Optional.ofNullable(reasons.get(reason))
        .or(() -> Optional.ofNullable(reasons.get(NonPaymentReason.OTHER)))
        .orElse(anywhere.person());
  }

  public static ScriptAnswerKeys shipped() {
    return new ScriptAnswerKeys(
        new Who('1', '2', '3'),
        new Debt('1', '2', '3', '4', '1'),
        new Anywhere('0', '9'),
        Map.of(
            NonPaymentReason.FORGOT, '1', NonPaymentReason.NO_MONEY, '2', NonPaymentReason.QUALITY_OF_SERVICE, '3',
            NonPaymentReason.DISPUTE, '4',
            NonPaymentReason.ALREADY_PAID, '5', NonPaymentReason.MOVED, '6', NonPaymentReason.OTHER, '7'));
  }
}
