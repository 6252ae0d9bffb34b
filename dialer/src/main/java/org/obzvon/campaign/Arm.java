package org.obzvon.campaign;

import java.util.regex.Pattern;

/// An arm that a household may be assigned to: ROBOT, OPERATOR, SMS, HOLD_OUT or a mix with a name of its own.
///
/// @param weight share of the households, relative to the other arms
public record Arm(String name, int weight) {
  /// The hold-out gets no discretionary contact; notices that the law requires are still sent.
  public static final String HOLD_OUT = "HOLD_OUT";

  private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]{0,39}");

  public Arm {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("an arm is named like ROBOT or SMS_THEN_ROBOT");
    }
  }

  public boolean isHoldOut() {
    return name.equals(HOLD_OUT);
  }
}
