package org.obzvon.commands;

import org.obzvon.document.CodedReason;

/// The faults of a field that a person fills in, and of the moment at which they submit it.
public enum FormFault implements CodedReason {
  TEST_CALL_UNDER_WAY("another test call is under way; wait until it is over"),
  TEST_NUMBER(
      "is none of 'contact: test-numbers'; a test call passes over the contact policy, so it goes to numbers of your own alone: list it there"),
  TEST_ACCOUNT("the register has no account of that number"),
  TEST_EXCHANGE("there is none of that name that serves the number in the configuration; known: {0}"),
  EXCHANGE_AWAY("{0} cannot be reached; check host, port, user and password"),
  NUMBER("must be an international number, such as +37322000000"),
  TOO_MANY_FIELDS("has more than {0} fields"),
  NO_FORM("is not written as a form is"),
  ONE_LINE("must be one line of plain text"),
  TOO_LONG("is longer than {0} characters"),
  CONTROL_CHARACTERS("holds control characters; write plain text"),
  NO_CHOICE("is none of the choices"),
  CHOOSE_ONE("choose at least one"),
  NAME("must be 1 to {0} letters, digits, blanks and . _ -"),
  LATIN_NAME("must be small Latin letters, digits and '-'"),
  CALLER("must be a number such as +37322000000"),
  TIME("must be a time such as 10:00"),
  DATE("must be a date such as 2026-11-30"),
  DAY_AND_TIME("must be a day and a time"),
  AMOUNT("must be an amount such as 250.00"),
  WHOLE_NUMBER("must be a whole number from {0} to {1}"),
  NO_ARM("give at least one arm a weight above zero"),
  ZONE("must be a zone such as Europe/Moscow, not '{0}'"),
  LANGUAGE("must be ru, ro or en, not '{0}'"),
  CURRENCY("must be a currency such as RUB, MDL or EUR, not '{0}'"),
  COUNTRY("must be a country such as RU, MD or RO, not '{0}'"),
  FORMAT("must be one of {0}, not '{1}'"),
  UPLOADS_RUNNING("as many files as are taken at once are arriving or being read; send it when one of them is done"),
  CAME_ALREADY("has come already"),
  BETWEEN_DAYS("must lie between {0} and {1}"),
  DELIVERY("must be the id of a delivery"),
  NOT_TRIED("was not tried yet, or was taken already"),
  FAULT_OF_OURS("could not be taken by a fault of ours; it is in the log"),
  NO_MEMORY("needs more memory than the service has; nothing of it is half taken: split it by source"),
  STOPPED("was not read, because the service is stopping; send it again"),
  NO_FILE("choose a file"),
  CUT("did not arrive whole; send it again"),
  NO_ACCOUNT("there is no account '{0}'; a telephone number begins with a plus"),
  NO_TELEPHONE("'{0}' is no telephone number; write it as +37369123456"),
  NO_STOP("no stop entry with this id is in force; 'dialer stop list' names them"),
  NO_TICKET("there is no ticket with this id; 'dialer ticket list' names them"),
  TICKET_MOVED("the ticket is closed, or was answered before"),
  TICKET_NOTE("write what was done, in at most {0} characters"),
  PASSWORD_WRONG("is wrong, or was tried too often"),
  PASSWORD_DIFFERS("is not the same"),
  NO_DESK("no exchange with operators is configured; deploy/dialer.yaml says how");

  private final String english;

  FormFault(String english) {
    this.english = english;
  }

  @Override
  public String family() {
    return "form";
  }

  @Override
  public String english() {
    return english;
  }
}
