package org.obzvon.call.ami;

/// A password that does not print itself.
public record Secret(String value) {
  @Override
  public String toString() {
    return "[REDACTED]";
  }
}
