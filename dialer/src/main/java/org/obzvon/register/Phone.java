package org.obzvon.register;

import java.util.regex.Pattern;

/// A telephone number in E.164, `+37369123456`. Nothing else can be dialled or texted.
public record Phone(String e164) {
  private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");

  private static final int RUN_DIGITS = 7;

  public Phone {
    if (!E164.matcher(e164).matches()) {
      throw new IllegalArgumentException("not an E.164 number");
    }
  }

  /// Whether its last seven digits run up or down by one, such as 1234567: somebody may have it, and more often it was
  /// typed to fill a form. It joins nobody into a household.
  public boolean isRun() {
    int step = e164.charAt(e164.length() - 1) - e164.charAt(e164.length() - 2);
    boolean run = Math.abs(step) == 1;
    for (int i = e164.length() - RUN_DIGITS + 1; run && i < e164.length(); i++) {
      run = e164.charAt(i) - e164.charAt(i - 1) == step;
    }
    return run;
  }

  /// The number without the plus, as a dial string wants it: digits alone.
  public String digits() {
    return e164.substring(1);
  }

  @Override
  public String toString() {
    return e164;
  }
}
