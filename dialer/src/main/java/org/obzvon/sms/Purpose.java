package org.obzvon.sms;

import java.util.Set;
import org.obzvon.contact.ContactOrigin;

/// The occasion on which a template is sent. It decides which variables the text can name: a variable without a source
/// would only be found out when the message should go.
public enum Purpose {
  /// A step of a campaign's ladder.
  STEP(
      TemplateVariable.COMPANY, TemplateVariable.OFFICE_PHONE, TemplateVariable.ACCOUNT, TemplateVariable.ARREARS,
      TemplateVariable.DEBT_SINCE,
      TemplateVariable.RESTRICTION_DATE, TemplateVariable.DAYS_LEFT),
  /// A notice that the law requires before the service is restricted. It says what, how much and when.
  NOTICE(STEP.variables.toArray(TemplateVariable[]::new)),
  /// A debtor's promise falls due or was broken.
  PROMISE(
      TemplateVariable.COMPANY, TemplateVariable.OFFICE_PHONE, TemplateVariable.ACCOUNT, TemplateVariable.ARREARS,
      TemplateVariable.PROMISE_DATE,
      TemplateVariable.PROMISE_AMOUNT),
  /// A payment came in.
  PAYMENT(TemplateVariable.COMPANY, TemplateVariable.OFFICE_PHONE, TemplateVariable.ACCOUNT,
      TemplateVariable.PAID_AMOUNT),
  /// A technician comes to connect the service.
  APPOINTMENT(
      TemplateVariable.COMPANY, TemplateVariable.OFFICE_PHONE, TemplateVariable.ACCOUNT,
      TemplateVariable.APPOINTMENT_DATE,
      TemplateVariable.APPOINTMENT_TIME),
  /// Answers a message; goes to a number about which nothing else needs to be known.
  ANSWER(TemplateVariable.COMPANY, TemplateVariable.OFFICE_PHONE);

  private final Set<TemplateVariable> variables;

  Purpose(TemplateVariable... variables) {
    this.variables = Set.of(variables);
  }

  /// The purpose of a message for a kind of contact occasion.
  public static Purpose of(ContactOrigin.Kind kind) {
    return switch (kind) {
      case LADDER, ASKED -> STEP;
      case NOTICE -> NOTICE;
      case PROMISE_DUE, PROMISE_BROKEN -> PROMISE;
      case PAYMENT -> PAYMENT;
      case APPOINTMENT -> APPOINTMENT;
    };
  }

  /// Variables that a text of this purpose must name to be valid.
  public Set<TemplateVariable> required() {
    return this == NOTICE ? Set.of(TemplateVariable.ACCOUNT, TemplateVariable.ARREARS,
        TemplateVariable.RESTRICTION_DATE) : Set.of();
  }

  public Set<TemplateVariable> variables() {
    return variables;
  }
}
