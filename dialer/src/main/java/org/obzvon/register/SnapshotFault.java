package org.obzvon.register;

import org.obzvon.document.Wording;

/// Why a register is not taken in.
public enum SnapshotFault implements Wording {
  OLDER("is older than the one of {0} that is already in; import registers in their order");

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
