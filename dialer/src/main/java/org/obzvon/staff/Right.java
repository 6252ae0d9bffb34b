package org.obzvon.staff;

/// What somebody may do. Every route of the console and of the API names the one it asks for; a route that names none
/// is closed.
public enum Right {
  /// Sign out, change one's own password and language.
  OWN_ACCOUNT,
  /// Sign on as an operator, take calls, say what became of them.
  TAKE_CALLS,
  /// Read what debtors answered by text message.
  SEE_MESSAGES,
  /// Close it, when somebody has dealt with it: robots and texts may go to its number again.
  ANSWER_MESSAGES,
  SEE_BOARD,
  SEE_CAMPAIGNS,
  RUN_CAMPAIGNS,
  IMPORT_REGISTER,
  IMPORT_PAYMENTS,
  /// Look up any debtor with his whole history. Operators see only the debtor they work on.
  SEE_DEBTOR,
  /// What became of attempts, by account number and without names and telephones.
  SEE_OUTCOMES,
  SEE_COMPARISON,
  /// Take data away as a file. Every export is logged.
  EXPORT,
  /// What debtors gave as reasons and a person has to deal with.
  SEE_TICKETS,
  /// Answer tickets and close them, after which demands may go on.
  CLOSE_TICKETS,
  SEE_STOPS,
  CHANGE_STOPS,
  /// Contact policies, scripts and rates.
  SEE_RULES,
  SEE_EXCHANGES,
  SEE_AUDIT,
  MANAGE_USERS,
  MANAGE_KEYS,
  /// Which programs are told what happens, and what became of it.
  SEE_WEBHOOKS,
  MANAGE_WEBHOOKS
}
