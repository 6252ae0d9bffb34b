package org.obzvon.payment;

import org.obzvon.document.Sentence;

/// What became of one payment row.
public sealed interface Fate {
  /// Stored now.
  record Taken() implements Fate {}

  /// Stored before, with the same content; nothing was changed.
  record Known() implements Fate {}

  /// Not stored.
  ///
  /// @param column which part of the row is at fault, named as the column of a file
  record Refused(String column, Sentence reason) implements Fate {}
}
