package org.obzvon.sms;

import java.util.Set;

/// On what occasion a template is sent, and so what its text can name: a variable without a source would only be found
/// out when the message should go.
public enum Purpose {
  /// A step of a campaign's ladder.
  STEP(
      Variable.COMPANY, Variable.OFFICE_PHONE, Variable.ACCOUNT, Variable.ARREARS, Variable.DEBT_SINCE,
      Variable.RESTRICTION_DATE, Variable.DAYS_LEFT),
  /// A debtor's promise falls due or was broken.
  PROMISE(
      Variable.COMPANY, Variable.OFFICE_PHONE, Variable.ACCOUNT, Variable.ARREARS, Variable.PROMISE_DATE,
      Variable.PROMISE_AMOUNT),
  /// A payment came in.
  PAYMENT(Variable.COMPANY, Variable.OFFICE_PHONE, Variable.ACCOUNT, Variable.PAID_AMOUNT),
  /// A fitter comes to connect the service.
  APPOINTMENT(
      Variable.COMPANY, Variable.OFFICE_PHONE, Variable.ACCOUNT, Variable.APPOINTMENT_DATE,
      Variable.APPOINTMENT_TIME),
  /// Answers a message; goes to a number of which nothing else need be known.
  ANSWER(Variable.COMPANY, Variable.OFFICE_PHONE);

  private final Set<Variable> variables;

  Purpose(Variable... variables) {
    this.variables = Set.of(variables);
  }

  public Set<Variable> variables() {
    return variables;
  }
}
