package org.obzvon.staff;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/// Makes unguessable tokens, and the digests by which they are stored.
public final class Tokens {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;

  /// The alphabet has no characters that are mistaken for one another.
  private static final String READABLE = "abcdefghjkmnpqrstuvwxyz23456789";

  private Tokens() {}

  public static String fresh() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// Returns a password to be read from one screen and typed at another: 20 characters, 99 bits.
  public static String password() {
    StringBuilder password = new StringBuilder();
    for (int letter = 0; letter < 20; letter++) {
      password.append(letter > 0 && letter % 5 == 0 ? "-" : "")
          .append(READABLE.charAt(RANDOM.nextInt(READABLE.length())));
    }
    return password.toString();
  }

  public static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Compares in the same time for a near miss as for a far one.
  public static boolean same(String one, String other) {
    return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
