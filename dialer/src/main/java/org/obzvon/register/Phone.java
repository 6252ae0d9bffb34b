package org.obzvon.register;

import java.util.regex.Pattern;

/// A telephone number in E.164, `+37369123456`. Nothing else can be dialled or texted.
public record Phone(String e164) {
  private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");

  public Phone {
    if (!E164.matcher(e164).matches()) {
      throw new IllegalArgumentException("not an E.164 number");
    }
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
