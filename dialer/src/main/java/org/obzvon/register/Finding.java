package org.obzvon.register;

import org.obzvon.document.SafeText;
import org.obzvon.document.Sentence;

/// A remark on one cell of an imported file: why its row was rejected, or what to look at although the row was taken.
///
/// @param line line of the file on which the row begins, counted from 1
/// @param column our name of the column; empty if the finding concerns the whole row
/// @param value the cell as it was in the file, cut to a readable length
/// @param reason the fault and what to do
public record Finding(int line, String column, String value, Sentence reason) {
  private static final int LONGEST_VALUE = 200;

  public Finding {
    value = value.length() > LONGEST_VALUE ? SafeText.cut(value, LONGEST_VALUE) + "…" : value;
  }
}
