package org.obzvon.sms.twilio;

import java.util.Locale;
import org.obzvon.sms.Fate;

/// Twilio's words as ours: message statuses and error codes (twilio.com/docs/api/errors).
final class TwilioCodes {
  private TwilioCodes() {}

  /// @param code 0 where there is none
  static Fate fate(String status, int code) {
    return switch (status.toLowerCase(Locale.ROOT)) {
      case "delivered", "read" -> Fate.DELIVERED;
      case "failed", "undelivered", "canceled" -> code == 0 ? Fate.NOT_DELIVERED : error(code);
      default -> Fate.ON_ITS_WAY; // accepted, scheduled, queued, sending, sent, and what may be invented
    };
  }

  static Fate error(int code) {
    return switch (code) {
      case 21211, // invalid "To"
          21214, // "To" cannot be reached
          21217, // does not look valid
          21614, // not a mobile number
          30005, // unknown destination handset
          30006 -> Fate.NO_SUCH_NUMBER; // landline or unreachable carrier
      case 21610 -> Fate.OPTED_OUT; // the recipient has unsubscribed
      case 21408, // no permission for the region
          21612, // not reachable from this sender
          30004, // message blocked
          30007 -> Fate.BARRED; // filtered by the carrier
      case 30003, // handset unreachable
          30008, // unknown error of the network
          30017, // carrier congested
          30036 -> Fate.NOT_DELIVERED; // validity period expired
      case 20429, // too many requests
          30001, // queue overflow
          30022 -> Fate.CONGESTION; // rate exceeded
      default -> Fate.GATEWAY; // our account, sender, text or rights
    };
  }
}
