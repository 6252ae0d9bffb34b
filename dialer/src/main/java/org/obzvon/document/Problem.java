package org.obzvon.document;

/// A fault in something that a person gave us: where it is, what is wrong, what to do.
///
/// @param source file name, or the name of the field or option
/// @param line line in the source, counted from 1; 0 where the source has no lines
/// @param where column name, key path or column number; empty where it adds nothing
/// @param reason the fault and the remedy, one sentence each
public record Problem(String source, int line, String where, Sentence reason) {
  public Problem(String source, int line, String where, String what) {
    this(source, line, where, Sentence.unworded(what));
  }

  public String what() {
    return reason.english();
  }

  /// Returns `register.csv:17: phones: …`
  @Override
  public String toString() {
    String place = line > 0 ? source + ":" + line : source;
    return where.isEmpty() ? place + ": " + what() : place + ": " + where + ": " + what();
  }
}
