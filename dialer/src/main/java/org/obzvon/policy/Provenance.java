package org.obzvon.policy;

import org.obzvon.document.SentenceValue;

/// The source of a number in a profile.
public record Provenance(String source, Certainty certainty) implements SentenceValue.Sayable {

  @Override
  public SentenceValue said() {
    return new SentenceValue.Source(certainty.name(), source);
  }

  /// `A: Federal Law 230-FZ, art. 7`
  @Override
  public String toString() {
    return certainty + ": " + source;
  }
}
