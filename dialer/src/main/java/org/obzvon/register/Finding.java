package org.obzvon.register;

import org.obzvon.document.Sentence;

/// What was found in one cell of an imported file: why its row was rejected, or what to look at although it was taken.
///
/// @param line line of the file on which the row begins, counted from 1
/// @param column our name of the column; empty when the whole row is meant
/// @param value the cell as it stood in the file, cut to what a person can read
/// @param reason the fault and what to do
public record Finding(int line, String column, String value, Sentence reason) {
  private static final int LONGEST_VALUE = 200;

  public Finding {
    value = value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) + "…" : value;
  }
}
