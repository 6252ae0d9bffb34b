package org.obzvon.payment.bank;

import org.obzvon.document.Wording;

/// In what form a bank's file was found to be.
enum BankForm implements Wording {
  BANK("{0}, {1}");

  private final String english;

  BankForm(String english) {
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
