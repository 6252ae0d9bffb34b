package org.obzvon.payment.bank;

import org.obzvon.document.CodedReason;

/// The detected form of a bank's file.
enum BankFormSentence implements CodedReason {
  BANK("{0}, {1}");

  private final String english;

  BankFormSentence(String english) {
    this.english = english;
  }

  @Override
  public String family() {
    return "form-of-bank";
  }

  @Override
  public String english() {
    return english;
  }
}
