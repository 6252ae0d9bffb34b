package org.obzvon.staff;

/// Makes and checks slow hashes of passwords, each with its own salt.
public interface Passwords {
  String hash(String password);

  boolean matches(String password, String hash);
}
