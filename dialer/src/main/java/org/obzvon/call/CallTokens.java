package org.obzvon.call;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes and checks the token by which a conversation proves that it belongs to a call of ours. The order to place the
/// call carries the token to the exchange, and the exchange brings it back as an argument of FastAGI, a protocol
/// without a password. Each token is valid for one attempt only.
///
/// The token is derived from the attempt and a key that all nodes share, so that a restarted service still knows the
/// calls that it placed before.
public final class CallTokens {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 16;
  private static final int KEY_BYTES = 32;

  private final SecretKeySpec key;

  public CallTokens(byte[] key) {
    if (key.length < BYTES) {
      throw new IllegalArgumentException("the key of call tokens has " + key.length + " bytes, " + BYTES
          + " are the least");
    }
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /// Returns tokens made with a random key that only this process knows.
  public static CallTokens ofThisProcess() {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return new CallTokens(key);
  }

  /// Returns the token of an attempt: 32 digits and letters from a to f.
  public String of(UUID attempt) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return HexFormat.of().formatHex(
          Arrays.copyOf(mac.doFinal(attempt.toString().getBytes(StandardCharsets.US_ASCII)), BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + ALGORITHM, e);
    }
  }

  /// Returns whether the token belongs to the attempt. The check takes as long for a near miss as for a far one.
  public boolean proves(UUID attempt, String token) {
    return MessageDigest.isEqual(
        of(attempt).getBytes(StandardCharsets.US_ASCII), token.getBytes(StandardCharsets.UTF_8));
  }
}
