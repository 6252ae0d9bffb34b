package org.obzvon.payment;

import org.obzvon.document.Sentence;

/// What became of one payment row.
public sealed interface Fate {
  /// Stored now.
  record Taken() implements Fate {}

  /// A payment, or a part of one, was taken back now.
  record TakenBack() implements Fate {}

  /// A payment was put on another account now.
  record Moved() implements Fate {}

  /// Stored before, with the same content; nothing was changed.
  record Known() implements Fate {}

  /// Not stored.
  ///
  /// @param column which part of the row is at fault, named as the column of a file
  record Refused(String column, Sentence reason) implements Fate {}
}
