package org.obzvon.sms;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// A variable that the text of a template may name, written `{company}`.
public enum TemplateVariable {
  /// The operator company, as it calls itself in the language of the message.
  COMPANY,
  /// The office's phone as it is printed; unknown when the settings have none.
  OFFICE_PHONE,
  /// The account number in full: the debtor needs it to pay.
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
  /// The time span in which the technician comes, in figures.
  APPOINTMENT_TIME;

  /// The name in a template, `restriction_date`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<TemplateVariable> of(String key) {
    return Arrays.stream(values()).filter(variable -> variable.key().equals(key)).findFirst();
  }

  public static String known() {
    return Arrays.stream(values()).map(variable -> "{" + variable.key() + "}").collect(Collectors.joining(", "));
  }
}
