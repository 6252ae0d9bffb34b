package org.obzvon.call;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a script's text may name, written `{company}`.
public enum Variable {
  /// The operator company, as it calls itself in the script's language.
  COMPANY(false, false),
  /// The subscriber's name, by which the right person is asked for.
  NAME(false, false),
  /// The last four characters of the account number, digit by digit.
  ACCOUNT(true, false),
  /// What is owed, in words: "К оплате: {arrears}".
  ARREARS(true, false),
  /// The same after a verb: "Оплатите {arrears-accusative}".
  ARREARS_ACCUSATIVE(true, false),
  /// The day on which the service will be (or was) restricted; unknown for some.
  RESTRICTION_DATE(true, false),
  /// The day the debtor chose in this call.
  PROMISE_DAY(true, true),
  /// The office's phone, digit by digit; unknown where the settings have none.
  OFFICE_PHONE(false, false);

  private final boolean tellsOfDebt;
  private final boolean needsDay;

  Variable(boolean tellsOfDebt, boolean needsDay) {
    this.tellsOfDebt = tellsOfDebt;
    this.needsDay = needsDay;
  }

  /// Nobody but the subscriber may hear it.
  public boolean tellsOfDebt() {
    return tellsOfDebt;
  }

  /// Has a value only after a day was chosen.
  public boolean needsDay() {
    return needsDay;
  }

  /// `restriction-date`
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Variable> of(String key) {
    return Arrays.stream(values()).filter(variable -> variable.key().equals(key)).findFirst();
  }

  public static String known() {
    return Arrays.stream(values()).map(variable -> "{" + variable.key() + "}").collect(Collectors.joining(", "));
  }
}
