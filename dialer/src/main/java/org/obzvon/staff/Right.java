package org.obzvon.staff;

/// The rights of users and programs. Every route of the console and of the API names the one it requires; a route that
/// names none is closed.
public enum Right {
  /// Sign out, change one's own password and language.
  OWN_ACCOUNT,
  /// Sign on as an operator, take calls and enter their dispositions.
  TAKE_CALLS,
  /// Read the text messages of debtors.
  SEE_MESSAGES,
  /// Close a text message after dealing with it, so that robot calls and texts may go to its number again.
  ANSWER_MESSAGES,
  SEE_BOARD,
  SEE_CAMPAIGNS,
  RUN_CAMPAIGNS,
  IMPORT_REGISTER,
  IMPORT_PAYMENTS,
  /// Look up any debtor with their whole history. Operators see only the debtor they work on.
  SEE_DEBTOR,
  /// See the outcomes of attempts, by account number and without names and phone numbers.
  SEE_OUTCOMES,
  SEE_COMPARISON,
  /// Download data as a file. Every export is logged.
  EXPORT,
  /// Read everything that is stored about one person, as a document for that person. Every export is logged.
  EXPORT_PERSON,
  /// Remove a person's data permanently.
  ERASE_PERSON,
  /// See the reasons of debtors that a person has to deal with.
  SEE_TICKETS,
  /// Answer and close tickets, after which payment demands may resume.
  CLOSE_TICKETS,
  SEE_STOPS,
  CHANGE_STOPS,
  /// See contact policies, scripts and rates.
  SEE_RULES,
  SEE_EXCHANGES,
  SEE_AUDIT,
  MANAGE_USERS,
  MANAGE_KEYS,
  /// See the programs that receive events, and their deliveries.
  SEE_WEBHOOKS,
  MANAGE_WEBHOOKS
}
