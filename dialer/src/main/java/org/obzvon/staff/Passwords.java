package org.obzvon.staff;

/// Slow hashes of passwords, each with a salt of its own.
public interface Passwords {
  String hash(String password);

  boolean matches(String password, String hash);
}
