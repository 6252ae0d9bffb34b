package org.obzvon.staff;

import static org.obzvon.staff.Right.CHANGE_STOPS;
import static org.obzvon.staff.Right.EXPORT;
import static org.obzvon.staff.Right.IMPORT_PAYMENTS;
import static org.obzvon.staff.Right.IMPORT_REGISTER;
import static org.obzvon.staff.Right.RUN_CAMPAIGNS;
import static org.obzvon.staff.Right.SEE_CAMPAIGNS;
import static org.obzvon.staff.Right.SEE_COMPARISON;
import static org.obzvon.staff.Right.SEE_DEBTOR;
import static org.obzvon.staff.Right.SEE_STOPS;

import java.util.EnumSet;
import java.util.Set;

/// What a program with an API key may do, as its key names it.
public enum Scope {
  REGISTERS_WRITE(IMPORT_REGISTER),
  PAYMENTS_WRITE(IMPORT_PAYMENTS),
  CAMPAIGNS_READ(SEE_CAMPAIGNS),
  CAMPAIGNS_WRITE(SEE_CAMPAIGNS, RUN_CAMPAIGNS),
  /// Contacts and outcomes, with debtors' names and numbers.
  CONTACTS_READ(SEE_DEBTOR, EXPORT),
  SUPPRESSIONS_READ(SEE_STOPS),
  SUPPRESSIONS_WRITE(SEE_STOPS, CHANGE_STOPS),
  COMPARISON_READ(SEE_COMPARISON);

  private final Set<Right> rights;

  Scope(Right first, Right... others) {
    this.rights = EnumSet.of(first, others);
  }

  public boolean grants(Right right) {
    return rights.contains(right);
  }
}
