package org.obzvon.comparison;

import org.obzvon.document.CodedReason;

/// Why a campaign cannot be compared.
enum ComparisonFault implements CodedReason {
  NO_CAMPAIGN("there is no campaign '{0}'"),
  NOBODY_ENROLLED("'{0}' has enrolled no account yet"),
  REFUSED("cannot be compared: {0}");

  private final String english;

  ComparisonFault(String english) {
    this.english = english;
  }

  @Override
  public String family() {
    return "comparison";
  }

  @Override
  public String english() {
    return english;
  }
}
