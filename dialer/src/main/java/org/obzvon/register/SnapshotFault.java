package org.obzvon.register;

import org.obzvon.document.CodedReason;

/// Why a register is not imported.
public enum SnapshotFault implements CodedReason {
  OLDER("is older than the one of {0} that is already in; import registers in their order"),
  MISSING(
      "lacks {0} of the {1} accounts that stand in the register of this source, more than {2} in a hundred; is the file"
          + " whole? Where it is, allow it: --allow-missing, or the tick on the page");

  private final String english;

  SnapshotFault(String english) {
    this.english = english;
  }

  @Override
  public String family() {
    return "snapshot";
  }

  @Override
  public String english() {
    return english;
  }
}
