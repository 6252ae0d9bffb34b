package org.obzvon.staff;

import static org.obzvon.staff.Right.ANSWER_MESSAGES;
import static org.obzvon.staff.Right.CHANGE_STOPS;
import static org.obzvon.staff.Right.CLOSE_TICKETS;
import static org.obzvon.staff.Right.ERASE_PERSON;
import static org.obzvon.staff.Right.EXPORT;
import static org.obzvon.staff.Right.EXPORT_PERSON;
import static org.obzvon.staff.Right.IMPORT_PAYMENTS;
import static org.obzvon.staff.Right.IMPORT_REGISTER;
import static org.obzvon.staff.Right.MANAGE_KEYS;
import static org.obzvon.staff.Right.MANAGE_USERS;
import static org.obzvon.staff.Right.MANAGE_WEBHOOKS;
import static org.obzvon.staff.Right.OWN_ACCOUNT;
import static org.obzvon.staff.Right.RUN_CAMPAIGNS;
import static org.obzvon.staff.Right.SEE_AUDIT;
import static org.obzvon.staff.Right.SEE_BOARD;
import static org.obzvon.staff.Right.SEE_CAMPAIGNS;
import static org.obzvon.staff.Right.SEE_COMPARISON;
import static org.obzvon.staff.Right.SEE_DEBTOR;
import static org.obzvon.staff.Right.SEE_EXCHANGES;
import static org.obzvon.staff.Right.SEE_MESSAGES;
import static org.obzvon.staff.Right.SEE_OUTCOMES;
import static org.obzvon.staff.Right.SEE_RULES;
import static org.obzvon.staff.Right.SEE_STOPS;
import static org.obzvon.staff.Right.SEE_TICKETS;
import static org.obzvon.staff.Right.SEE_WEBHOOKS;
import static org.obzvon.staff.Right.TAKE_CALLS;

import java.util.EnumSet;
import java.util.Set;

/// The roles and their rights.
public enum Role {
  OPERATOR(OWN_ACCOUNT, TAKE_CALLS, SEE_MESSAGES, ANSWER_MESSAGES),
  SUPERVISOR(
      OWN_ACCOUNT, SEE_MESSAGES, ANSWER_MESSAGES, SEE_BOARD, SEE_CAMPAIGNS, RUN_CAMPAIGNS, IMPORT_REGISTER,
      IMPORT_PAYMENTS,
      SEE_DEBTOR, SEE_OUTCOMES, SEE_COMPARISON, EXPORT, EXPORT_PERSON, ERASE_PERSON, SEE_TICKETS, CLOSE_TICKETS,
      SEE_STOPS, CHANGE_STOPS, SEE_RULES,
      SEE_EXCHANGES),
  /// Administers the installation and does not read debtors' data.
  ADMINISTRATOR(OWN_ACCOUNT, SEE_BOARD, SEE_RULES, SEE_EXCHANGES, SEE_AUDIT, MANAGE_USERS, MANAGE_KEYS, SEE_WEBHOOKS,
      MANAGE_WEBHOOKS),
  /// Sees everything and changes nothing.
  AUDITOR(
      OWN_ACCOUNT, SEE_BOARD, SEE_CAMPAIGNS, SEE_DEBTOR, SEE_OUTCOMES, SEE_COMPARISON, SEE_TICKETS, SEE_STOPS,
      SEE_RULES,
      SEE_EXCHANGES, SEE_AUDIT, SEE_WEBHOOKS);

  private final Set<Right> rights;

  Role(Right first, Right... others) {
    this.rights = EnumSet.of(first, others);
  }

  public boolean may(Right right) {
    return rights.contains(right);
  }
}
