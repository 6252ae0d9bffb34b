package org.obzvon.sms.twilio;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.obzvon.sms.Fate;

/// Turns Twilio's message statuses and error codes into ours: one row a code, each with its source.
///
/// Only a code that says so speaks of the number. What Twilio says of our account, our sender or our text says nothing
/// about it.
final class TwilioCodes {

  /// @param source the page that gives the code its meaning
  record Row(int code, Fate fate, String source) {}

  static final List<Row> ROWS =
      List.of(
          row(14107, Fate.CONGESTION, "message rate limit exceeded"),
          row(20003, Fate.GATEWAY, "authentication failed: our account"),
          row(20429, Fate.CONGESTION, "too many requests"),
          row(21211, Fate.NO_SUCH_NUMBER, "invalid 'To' phone number"),
          row(21214, Fate.GATEWAY, "'To' phone number cannot be reached: no route for our account"),
          row(21217, Fate.NO_SUCH_NUMBER, "phone number does not appear to be valid"),
          row(21408, Fate.GATEWAY, "permission to send to the region is not enabled: our account"),
          row(21603, Fate.GATEWAY, "'From' is missing"),
          row(21606, Fate.GATEWAY, "'From' is not a number of ours that sends"),
          row(21608, Fate.GATEWAY, "trial accounts send to verified numbers alone: our account"),
          row(21610, Fate.OPTED_OUT, "the recipient has unsubscribed from this sender"),
          row(21611, Fate.CONGESTION, "queue of this sender is full"),
          row(21612, Fate.GATEWAY, "'To' is not reachable from this 'From': our sender"),
          row(21614, Fate.NO_SUCH_NUMBER, "'To' is not a mobile number"),
          row(21617, Fate.GATEWAY, "the text is too long"),
          row(21635, Fate.NO_SUCH_NUMBER, "'To' cannot be a landline"),
          row(30001, Fate.CONGESTION, "queue overflow"),
          row(30002, Fate.GATEWAY, "account suspended"),
          row(30003, Fate.NOT_DELIVERED, "unreachable destination handset: powered off or out of coverage"),
          row(30004, Fate.NOT_DELIVERED, "message blocked: by the carrier or the handset"),
          row(30005, Fate.NO_SUCH_NUMBER, "unknown destination handset"),
          row(30006, Fate.NO_SUCH_NUMBER, "landline or unreachable carrier"),
          row(30007, Fate.GATEWAY, "message filtered: our text or our sender"),
          row(30008, Fate.NOT_DELIVERED, "unknown error"),
          row(30017, Fate.NOT_DELIVERED, "carrier network congestion"),
          row(30022, Fate.CONGESTION, "rate exceeded"),
          row(30034, Fate.GATEWAY, "sender is not registered"),
          row(30036, Fate.NOT_DELIVERED, "validity period expired"));

  private static final Map<Integer, Fate> FATES = ROWS.stream().collect(Collectors.toUnmodifiableMap(Row::code, Row::fate));

  private TwilioCodes() {}

  /// @param code 0 where there is none
  static Fate fate(String status, int code) {
    return switch (status.toLowerCase(Locale.ROOT)) {
      case "delivered", "read" -> Fate.DELIVERED;
      case "failed", "undelivered", "canceled" -> code == 0 ? Fate.NOT_DELIVERED : error(code);
      default -> Fate.ON_ITS_WAY; // accepted, scheduled, queued, sending, sent, and what may be invented
    };
  }

  /// A code that the table does not hold says nothing about the number.
  static Fate error(int code) {
    return FATES.getOrDefault(code, Fate.GATEWAY);
  }

  private static Row row(int code, Fate fate, String meaning) {
    return new Row(code, fate, "twilio.com/docs/api/errors/" + code + " " + meaning);
  }
}
