package org.obzvon.register.csv;

import org.obzvon.document.CodedReason;

/// Every reason for which a row of a file is rejected or gets a remark: the fault and what to do.
public enum RowFault implements CodedReason {
  EMPTY("is empty"),
  TOO_LONG("is longer than {0} characters"),
  INVISIBLE("has line breaks, doubled spaces or invisible characters; write it plainly"),
  DIGITS_LOST("has lost digits in a spreadsheet; format the column as text and export it again"),
  CELLS("has {0} cells where the header has {1}; put quotes around cells that hold the separator"),
  QUOTE_SWALLOWS(
      "has a quotation mark that opens on line {0} and closes on line {1}, over line breaks and separators; lines that"
          + " are rows by themselves are read one by one with the mark as text, others are rejected"),
  QUOTE_UNCLOSED("has a quotation mark that opens on line {0} and is never closed; it was read as text"),
  CELL_OF_SEVERAL_LINES("has a cell that goes on from line {0} to line {1}"),
  QUOTE_IN_KEY("has a quotation mark; write it plainly"),
  LETTERS_UNREADABLE("has bytes that are no letters in {0}; export the file again as UTF-8"),

  AMOUNT_EMPTY("is empty; write an amount such as 350.00 or -350.00"),
  AMOUNT("is not an amount such as 350.00 or -350.00"),
  AMOUNT_EXPONENT("was changed by a spreadsheet; format the column as a number without an exponent"),
  AMOUNT_OTHER_CURRENCY("names {0}, and the currency of the row is {1}"),
  AMOUNT_TOO_LARGE("is larger than any amount that is kept ({0})"),
  AMOUNT_AMBIGUOUS("may mean thousands or a fraction; say decimal: comma or decimal: point in the mapping"),
  DECIMAL_COMMA("is not an amount with a decimal comma"),
  DECIMAL_POINT("is not an amount with a decimal point"),
  CURRENCY("is not a currency code such as RUB, MDL or EUR; list the word under words in the mapping"),
  CURRENCY_MISSING("is empty and no default is given; give --currency"),
  OWES_NOTHING("owes nothing; where debts are positive, map balance: debt-positive"),

  DATE("is not a date such as {0}; name another form under dates in the mapping"),
  DATE_SERIAL("is the number that a spreadsheet keeps for a day; format the column as a date such as {0}"),
  DATE_RANGE("is not between {0} and {1}"),
  RESTRICTION_TOO_EARLY("is before the debt began"),
  APPOINTMENT_PAST("lies in the past"),
  APPOINTMENT_SPAN("is not a span of time such as 10:00-12:00"),

  POINT_ZERO("had .0 added by a spreadsheet, which was dropped"),
  ACCOUNT_TWICE("stands already on line {0}; an account has one row"),
  ACCOUNT_OF_OTHER_SOURCE("belongs to the source '{0}'; account numbers are unique over all sources"),
  ACCOUNT_UNKNOWN("is unknown; import the register first"),
  STATE("is neither active nor restricted; list the word under words in the mapping"),
  LANGUAGE("is not ru, ro or en; list the word under words in the mapping"),
  LANGUAGE_MISSING("is empty and no default is given; give --language"),
  YES_OR_NO("is neither yes nor no; list the word under words in the mapping"),
  TAGS("has more than {0} tags"),
  ZONE("is not a time zone such as Europe/Moscow"),
  ZONE_MISSING("is unknown: nobody is called without a zone; give --zone or a column zone"),

  PHONES_EMPTY("is empty; an account without a phone cannot be contacted"),
  PHONES_NONE("has no telephone number"),
  PHONES_TOO_MANY("has more than {0} phones; the rest is left out"),
  PHONES_NO_LIST("is not a list of telephone numbers"),
  OTHER_PHONES_TAKEN("{parts}; the other phones were taken"),
  PHONE("is not a telephone number of {0}"),
  PHONE_ANYWHERE("is not a telephone number of any country"),
  PHONE_CHARACTERS("has characters that no telephone number has"),
  PHONE_OF_SERVICE("is a service number, not a subscriber's"),
  PHONE_NOT_INTERNATIONAL("is not international and no region is given; give --region or write +country code"),
  PHONE_EXTENSION("has an extension: operators may call it, the robot does not, and no text goes there"),
  PHONE_NOT_USED("is not used: the words beside it ask not to call or say that the subscriber cannot be reached there"),
  PHONE_NOT_USED_ELSEWHERE(
      "is not used: on line {0} words beside the same number ask not to call or say that the subscriber cannot be reached there"),
  PHONES_NOT_USED("no number is left that may be used; nobody contacts this account by telephone"),
  PHONE_SHARED("stands in {0} accounts, so it joins none of them into a household"),
  PHONE_RUN("looks as if it was typed to fill a form; it is used and joins nobody into a household"),
  PHONE_PLACEHOLDER("stands for no number and is not used"),
  HOUSEHOLD_NONE("stands for no household and joins nobody"),
  PHONE_WORDS("has words beside it; the number is used"),
  PHONE_POINT_ZERO("had .0 added by a spreadsheet, which was dropped"),
  PHONE_NO_PLUS("has no plus and was read as an international number"),
  PHONE_ZERO_LOST("has lost its leading zero and was read by the rules of {0}; format the column as text"),

  LETTERS_TWICE_READ("the letters look like UTF-8 that was read as windows-1251; export the file again as UTF-8"),
  LETTERS_LOST(
      "the file holds replacement characters: letters were lost before it was saved; export it again as UTF-8"),
  TITLES("{0} lines of titles before the header on line {1} were left out"),
  TOTALS("is a line of totals and was left out"),
  OTHERS("other warnings");

  private final String english;

  RowFault(String english) {
    this.english = english;
  }

  @Override
  public String family() {
    return "row";
  }

  @Override
  public String english() {
    return english;
  }
}
