package org.obzvon.console;

import org.obzvon.document.CodedReason;

/// The faults that a connected line may have.
public enum LineTrouble implements CodedReason {
  CLOCK_AHEAD("its clock is {0} s ahead of ours; set both by the same time server"),
  CLOCK_BEHIND("its clock is {0} s behind ours; set both by the same time server");

  private final String english;

  LineTrouble(String english) {
    this.english = english;
  }

  @Override
  public String family() {
    return "line";
  }

  @Override
  public String english() {
    return english;
  }
}
