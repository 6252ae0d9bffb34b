package org.obzvon.sms;

import java.time.Instant;
import org.obzvon.register.Phone;

/// A text message from a debtor, or from anybody who has our number.
///
/// @param remoteId the gateway's id of it; the same message twice has the same id
/// @param to our number or name
public record Incoming(String gateway, String remoteId, Phone from, String to, String text, Instant receivedAt) {
  private static final int LONGEST = 2_000;

  public Incoming {
    text = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }
}
