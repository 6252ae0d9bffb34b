package org.obzvon.policy;

/// How well a number in a profile is founded. A profile contains no number that was not found or is contradictory.
public enum Certainty {
  /// We read the statute or the regulator's own text.
  A("statute or regulator's text"),
  /// The number comes from the regulator's answers to questions, or from two secondary sources that agree.
  B("official explanation or two sources that agree"),
  /// The number comes from one secondary source. It is never called "from the law".
  C("one secondary source"),
  /// The number is our own caution; it claims no law.
  OURS("our own number, not the law");

  private final String words;

  Certainty(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }
}
