package org.obzvon.register.csv;

import org.obzvon.document.CodedReason;

/// The detected form of a text file.
enum FileFormSentence implements CodedReason {
  SEPARATED("{0}, separated by {1}");

  private final String english;

  FileFormSentence(String english) {
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
