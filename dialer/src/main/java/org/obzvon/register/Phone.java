package org.obzvon.register;

import java.util.regex.Pattern;

/// A telephone number in E.164, `+37369123456`. Nothing else can be dialled or texted.
public record Phone(String e164) {
  /// The prefix of numbers that belong to no country and will never be dialled; see `person`.
  public static final String NO_COUNTRY = "+999";

  private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");

  private static final int RUN_DIGITS = 7;

  public Phone {
    if (!isE164(e164)) {
      throw new IllegalArgumentException("not an E.164 number");
    }
  }

  /// Returns true if a text is a number in E.164, of seven digits at least.
  public static boolean isE164(String text) {
    return E164.matcher(text).matches();
  }

  /// Returns true if the last seven digits run up or down by one, such as 1234567. A person may have such a number, but
  /// more often it was typed to fill a form, so it joins no accounts into a household.
  public boolean isRun() {
    int step = e164.charAt(e164.length() - 1) - e164.charAt(e164.length() - 2);
    boolean run = Math.abs(step) == 1;
    for (int i = e164.length() - RUN_DIGITS + 1; run && i < e164.length(); i++) {
      run = e164.charAt(i) - e164.charAt(i - 1) == step;
    }
    return run;
  }

  /// Returns true if this is only a placeholder for a telephone number that was erased.
  public boolean isErased() {
    return e164.startsWith(NO_COUNTRY);
  }

  /// Returns the number without the plus, as a dial string needs it: only digits.
  public String digits() {
    return e164.substring(1);
  }

  @Override
  public String toString() {
    return e164;
  }
}
