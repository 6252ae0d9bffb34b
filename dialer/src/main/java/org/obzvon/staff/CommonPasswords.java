package org.obzvon.staff;

/// Passwords that are guessed first. NIST SP 800-63B, 5.1.1.2: a chosen password is compared with a list of commonly used,
/// expected and compromised ones; no rules of composition.
@FunctionalInterface
public interface CommonPasswords {
  /// Whether it is one of them, or one of them with digits and signs around it, or a run or a repetition.
  boolean contains(String password);
}
