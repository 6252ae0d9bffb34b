package org.obzvon.policy;

/// How well a number in a profile is founded. What was not found or is contradictory has no place in a profile.
public enum Certainty {
  /// The statute or the regulator's own text was read.
  A("statute or regulator's text"),
  /// The regulator's answers to questions, or two secondary sources that agree.
  B("official explanation or two sources that agree"),
  /// One secondary source; never called "from the law".
  C("one secondary source"),
  /// Our own caution; no law is claimed.
  OURS("our own number, not the law");

  private final String words;

  Certainty(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }
}
