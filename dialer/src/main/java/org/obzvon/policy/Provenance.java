package org.obzvon.policy;

/// Where a number in a profile comes from.
public record Provenance(String source, Certainty certainty) {

  /// `A: Federal Law 230-FZ, art. 7`
  @Override
  public String toString() {
    return certainty + ": " + source;
  }
}
