package org.obzvon.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.obzvon.document.Secret;

/// Makes the signature `t=SECONDS,v1=HEX`: HMAC-SHA-256 with the webhook's secret over `SECONDS.BODY`. The time is
/// signed too, so that a receiver can refuse a recorded message that is sent again later.
final class Signature {
  static final String HEADER = "Obzvon-Signature";

  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  static String of(byte[] body, Instant at, Secret secret) {
    String time = Long.toString(at.getEpochSecond());
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
      mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
      return "t=" + time + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
