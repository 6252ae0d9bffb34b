package org.obzvon.document;

/// A password or key. It prints as `[REDACTED]`, so that no log, exception or dump shows it.
public record Secret(String reveal) {
  @Override
  public String toString() {
    return "[REDACTED]";
  }
}
