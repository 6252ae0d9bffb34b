package org.obzvon.staff;

import static org.obzvon.staff.Right.ANSWER_MESSAGES;
import static org.obzvon.staff.Right.CHANGE_STOPS;
import static org.obzvon.staff.Right.CLOSE_TICKETS;
import static org.obzvon.staff.Right.ERASE_PERSON;
import static org.obzvon.staff.Right.EXPORT;
import static org.obzvon.staff.Right.EXPORT_PERSON;
import static org.obzvon.staff.Right.IMPORT_PAYMENTS;
import static org.obzvon.staff.Right.IMPORT_REGISTER;
import static org.obzvon.staff.Right.MANAGE_WEBHOOKS;
import static org.obzvon.staff.Right.RUN_CAMPAIGNS;
import static org.obzvon.staff.Right.SEE_CAMPAIGNS;
import static org.obzvon.staff.Right.SEE_COMPARISON;
import static org.obzvon.staff.Right.SEE_DEBTOR;
import static org.obzvon.staff.Right.SEE_MESSAGES;
import static org.obzvon.staff.Right.SEE_OUTCOMES;
import static org.obzvon.staff.Right.SEE_STOPS;
import static org.obzvon.staff.Right.SEE_TICKETS;
import static org.obzvon.staff.Right.SEE_WEBHOOKS;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The rights of a program with an API key, by the names that its key uses.
public enum ApiKeyScope {
  REGISTERS_WRITE(IMPORT_REGISTER),
  PAYMENTS_WRITE(IMPORT_PAYMENTS),
  CAMPAIGNS_READ(SEE_CAMPAIGNS),
  CAMPAIGNS_WRITE(SEE_CAMPAIGNS, RUN_CAMPAIGNS),
  /// Reads contacts and outcomes, with debtors' names and numbers.
  CONTACTS_READ(SEE_DEBTOR, SEE_OUTCOMES, EXPORT),
  OUTCOMES_READ(SEE_OUTCOMES),
  SUPPRESSIONS_READ(SEE_STOPS),
  SUPPRESSIONS_WRITE(SEE_STOPS, CHANGE_STOPS),
  /// Reads tickets with the words of debtors and operators, by account number.
  TICKETS_READ(SEE_TICKETS),
  TICKETS_WRITE(SEE_TICKETS, CLOSE_TICKETS),
  /// Reads debtors' text messages, with their numbers and account numbers.
  INBOX_READ(SEE_MESSAGES),
  INBOX_WRITE(SEE_MESSAGES, ANSWER_MESSAGES),
  /// Reads everything that is stored about one person.
  PERSONS_READ(EXPORT_PERSON),
  PERSONS_WRITE(EXPORT_PERSON, ERASE_PERSON),
  COMPARISON_READ(SEE_COMPARISON),
  WEBHOOKS_READ(SEE_WEBHOOKS),
  WEBHOOKS_WRITE(SEE_WEBHOOKS, MANAGE_WEBHOOKS);

  private final Set<Right> rights;

  ApiKeyScope(Right first, Right... others) {
    this.rights = EnumSet.of(first, others);
  }

  /// Returns the name that programs and the command line use, such as `registers:write`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ':');
  }

  public static Optional<ApiKeyScope> find(String word) {
    return Arrays.stream(values()).filter(scope -> scope.word().equals(word)).findFirst();
  }

  /// Returns the names of all scopes: `registers:write, payments:write, …`
  public static String words() {
    return Arrays.stream(values()).map(ApiKeyScope::word).collect(Collectors.joining(", "));
  }

  public boolean grants(Right right) {
    return rights.contains(right);
  }
}
