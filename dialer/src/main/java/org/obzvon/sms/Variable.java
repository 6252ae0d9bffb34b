package org.obzvon.sms;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the text of a template may name, written `{company}`.
public enum Variable {
  /// The operator company, as it calls itself in the language of the message.
  COMPANY,
  /// The office's phone as it is printed; unknown where the settings have none.
  OFFICE_PHONE,
  /// The account number in full: with it the debtor pays.
  ACCOUNT,
  /// What is owed, "350,50 руб".
  ARREARS,
  /// The first day of the debt.
  DEBT_SINCE,
  /// The day on which the service will be (or was) restricted.
  RESTRICTION_DATE,
  /// Days until the restriction, a number for `plural`.
  DAYS_LEFT,
  PROMISE_DATE,
  PROMISE_AMOUNT,
  PAID_AMOUNT,
  APPOINTMENT_DATE,
  /// From when to when the fitter comes, in figures.
  APPOINTMENT_TIME;

  /// `restriction_date`
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Variable> of(String key) {
    return Arrays.stream(values()).filter(variable -> variable.key().equals(key)).findFirst();
  }

  public static String known() {
    return Arrays.stream(values()).map(variable -> "{" + variable.key() + "}").collect(Collectors.joining(", "));
  }
}
