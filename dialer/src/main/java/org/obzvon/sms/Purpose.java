package org.obzvon.sms;

import java.util.Set;
import org.obzvon.contact.Ground;

/// On what occasion a template is sent, and so what its text can name: a variable without a source would only be found
/// out when the message should go.
public enum Purpose {
  /// A step of a campaign's ladder.
  STEP(
      Variable.COMPANY, Variable.OFFICE_PHONE, Variable.ACCOUNT, Variable.ARREARS, Variable.DEBT_SINCE,
      Variable.RESTRICTION_DATE, Variable.DAYS_LEFT),
  /// A notice that the law requires before the service is restricted. Says what, how much and when.
  NOTICE(STEP.variables.toArray(Variable[]::new)),
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

  /// On what ground it is sent.
  public static Purpose of(Ground.Kind kind) {
    return switch (kind) {
      case LADDER, ASKED -> STEP;
      case NOTICE -> NOTICE;
      case PROMISE_DUE, PROMISE_BROKEN -> PROMISE;
      case PAYMENT -> PAYMENT;
      case APPOINTMENT -> APPOINTMENT;
    };
  }

  /// What a text of this purpose must name, or it does not serve it.
  public Set<Variable> required() {
    return this == NOTICE ? Set.of(Variable.ACCOUNT, Variable.ARREARS, Variable.RESTRICTION_DATE) : Set.of();
  }

  public Set<Variable> variables() {
    return variables;
  }
}
