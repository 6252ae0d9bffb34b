package org.obzvon.rehearsal;

import java.util.Map;
import java.util.Optional;
import org.obzvon.contact.Reason;

/// The keys by which a debtor answers the robot, in the order of the shipped script: who is speaking, when will you
/// pay, do you pledge it or why not. A reason without a key of its own uses the one for other reasons.
public record RobotKeys(Who who, Debt debt, Anywhere anywhere, Map<Reason, Character> reasons) {
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

  public RobotKeys {
    reasons = Map.copyOf(reasons);
  }

  char reason(Reason reason) {
    return Optional.ofNullable(reasons.get(reason))
        .or(() -> Optional.ofNullable(reasons.get(Reason.OTHER)))
        .orElse(anywhere.person());
  }

  public static RobotKeys shipped() {
    return new RobotKeys(
        new Who('1', '2', '3'),
        new Debt('1', '2', '3', '4', '1'),
        new Anywhere('0', '9'),
        Map.of(
            Reason.FORGOT, '1', Reason.NO_MONEY, '2', Reason.QUALITY_OF_SERVICE, '3', Reason.DISPUTE, '4',
            Reason.ALREADY_PAID, '5', Reason.MOVED, '6', Reason.OTHER, '7'));
  }
}
