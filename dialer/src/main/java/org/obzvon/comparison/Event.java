package org.obzvon.comparison;

/// How the following of an account ended.
public enum Event {
  /// Nothing had happened when we stopped looking.
  CENSORED,
  PAID,
  /// Ended the contract without paying.
  LEFT
}
