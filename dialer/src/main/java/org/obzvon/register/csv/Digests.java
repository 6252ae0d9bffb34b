package org.obzvon.register.csv;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Creates the digest by which a file is recognised again.
final class Digests {
  private Digests() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
