package org.obzvon.call;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// A variable that a script's text may name, written `{company}`.
public enum ScriptVariable {
  /// The operator company, as it calls itself in the script's language.
  COMPANY(false, false),
  /// The subscriber's name, used to ask for the right person.
  NAME(false, false),
  /// The last four characters of the account number, digit by digit.
  ACCOUNT(true, false),
  /// The arrears, in words: "К оплате: {arrears}".
  ARREARS(true, false),
  /// The arrears after a verb: "Оплатите {arrears-accusative}".
  ARREARS_ACCUSATIVE(true, false),
  /// The day on which the service will be (or was) restricted; unknown for some.
  RESTRICTION_DATE(true, false),
  /// The day the debtor chose in this call.
  PROMISE_DAY(true, true),
  /// The office's telephone, digit by digit; unknown if the settings have none.
  OFFICE_PHONE(false, false);

  private final boolean tellsOfDebt;
  private final boolean needsDay;

  ScriptVariable(boolean tellsOfDebt, boolean needsDay) {
    this.tellsOfDebt = tellsOfDebt;
    this.needsDay = needsDay;
  }

  /// Returns whether only the subscriber may hear it.
  public boolean tellsOfDebt() {
    return tellsOfDebt;
  }

  /// Returns whether it has a value only after a day was chosen.
  public boolean needsDay() {
    return needsDay;
  }

  /// Returns the name in a text, such as `restriction-date`.
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<ScriptVariable> of(String key) {
    return Arrays.stream(values()).filter(variable -> variable.key().equals(key)).findFirst();
  }

  public static String known() {
    return Arrays.stream(values()).map(variable -> "{" + variable.key() + "}").collect(Collectors.joining(", "));
  }
}
