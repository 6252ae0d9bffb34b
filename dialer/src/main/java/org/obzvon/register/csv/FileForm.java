package org.obzvon.register.csv;

import org.obzvon.document.Wording;

/// What kind of text a file was found to be.
enum FileForm implements Wording {
  SEPARATED("{0}, separated by {1}");

  private final String english;

  FileForm(String english) {
    this.english = english;
  }

  @Override
  public String family() {
    return "form-of-file";
  }

  @Override
  public String english() {
    return english;
  }
}
