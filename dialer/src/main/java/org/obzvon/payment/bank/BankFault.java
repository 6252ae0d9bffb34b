package org.obzvon.payment.bank;

import org.obzvon.document.CodedReason;

/// Why a bank's file, or an entry of it, is not taken.
public enum BankFault implements CodedReason {
  CUT("ends before its end ({0} is missing); let the bank export it again"),
  NOT_FORMAT("is not a file of the form {0}; leave out --format, or name the right one"),
  TOTAL("tells {0} as a total, where its entries come to {1}; let the bank export it again"),
  XML("is not XML that can be taken: {0}"),
  XML_DTD("declares a document type, which may reach for other files; no statement of a bank does"),
  XML_DEPTH("is nested deeper than {0} elements; no statement of a bank is"),
  XML_OTHER("is XML, but no camt.053 statement"),
  SECTION("begins a section before the last one has ended; let the bank export it again"),

  OUTGOING("is outgoing money, not a payment of a debtor"),
  REFUND("is a reversal of outgoing money, not a payment of a debtor"),
  EXPECTED("is only expected and not booked"),
  DIRECTION("does not say which way the money went: neither account is the statement's own"),
  ENTRY("cannot be read; let the bank export it again"),
  AMOUNT("is not an amount such as 650.00"),
  DATE("is not a date such as {0}"),
  CELLS("has {0} cells, fewer than {1}"),
  SUMS("is not what was transferred and the commission together ({0})"),
  PARTS("has {0} payments in it that do not come to its amount, or tell none"),
  REPEATED("tells {0} twice, so that two entries may have run into one; let the bank export it again"),
  TWICE("is the same document as on line {0}"),
  NO_ACCOUNT("names no account; say under account-in-purpose in the mapping how the bank writes it"),
  SEVERAL_ACCOUNTS("names several accounts: {0}"),
  TOO_MANY("has more than {0} entries; split it by days"),
  PATTERN("cannot be searched: a pattern under account-in-purpose takes too long");

  private final String english;

  BankFault(String english) {
    this.english = english;
  }

  @Override
  public String family() {
    return "bank";
  }

  @Override
  public String english() {
    return english;
  }
}
