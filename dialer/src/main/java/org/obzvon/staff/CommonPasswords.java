package org.obzvon.staff;

/// The passwords that attackers guess first. NIST SP 800-63B, 5.1.1.2, requires that a chosen password is compared with
/// a list of commonly used, expected and compromised ones, and sets no rules of composition.
@FunctionalInterface
public interface CommonPasswords {
  /// Returns whether the password is one of them, or one of them with digits and signs around it, or a run or a
  /// repetition.
  boolean contains(String password);
}
