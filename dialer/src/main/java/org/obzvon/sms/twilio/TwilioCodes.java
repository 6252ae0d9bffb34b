package org.obzvon.sms.twilio;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.obzvon.sms.DeliveryStatus;

/// Turns Twilio's message statuses and error codes into ours: one row per code, each with its source.
///
/// A code counts against the number only if its definition says so. Codes about our account, our sender or our text say
/// nothing about it.
final class TwilioCodes {

  /// @param source the page that defines the code
  record Row(int code, DeliveryStatus fate, String source) {}

  static final List<Row> ROWS = List.of(
      row(14107, DeliveryStatus.CONGESTION, "message rate limit exceeded"),
      row(20003, DeliveryStatus.GATEWAY, "authentication failed: our account"),
      row(20429, DeliveryStatus.CONGESTION, "too many requests"),
      row(21211, DeliveryStatus.NO_SUCH_NUMBER, "invalid 'To' phone number"),
      row(21214, DeliveryStatus.GATEWAY, "'To' phone number cannot be reached: no route for our account"),
      row(21217, DeliveryStatus.NO_SUCH_NUMBER, "phone number does not appear to be valid"),
      row(21408, DeliveryStatus.GATEWAY, "permission to send to the region is not enabled: our account"),
      row(21603, DeliveryStatus.GATEWAY, "'From' is missing"),
      row(21606, DeliveryStatus.GATEWAY, "'From' is not a number of ours that sends"),
      row(21608, DeliveryStatus.GATEWAY, "trial accounts send to verified numbers alone: our account"),
      row(21610, DeliveryStatus.OPTED_OUT, "the recipient has unsubscribed from this sender"),
      row(21611, DeliveryStatus.CONGESTION, "queue of this sender is full"),
      row(21612, DeliveryStatus.GATEWAY, "'To' is not reachable from this 'From': our sender"),
      row(21614, DeliveryStatus.NO_SUCH_NUMBER, "'To' is not a mobile number"),
      row(21617, DeliveryStatus.GATEWAY, "the text is too long"),
      row(21635, DeliveryStatus.NO_SUCH_NUMBER, "'To' cannot be a landline"),
      row(30001, DeliveryStatus.CONGESTION, "queue overflow"),
      row(30002, DeliveryStatus.GATEWAY, "account suspended"),
      row(30003, DeliveryStatus.NOT_DELIVERED, "unreachable destination handset: powered off or out of coverage"),
      row(30004, DeliveryStatus.NOT_DELIVERED, "message blocked: by the carrier or the handset"),
      row(30005, DeliveryStatus.NO_SUCH_NUMBER, "unknown destination handset"),
      row(30006, DeliveryStatus.NO_SUCH_NUMBER, "landline or unreachable carrier"),
      row(30007, DeliveryStatus.GATEWAY, "message filtered: our text or our sender"),
      row(30008, DeliveryStatus.NOT_DELIVERED, "unknown error"),
      row(30017, DeliveryStatus.NOT_DELIVERED, "carrier network congestion"),
      row(30022, DeliveryStatus.CONGESTION, "rate exceeded"),
      row(30034, DeliveryStatus.GATEWAY, "sender is not registered"),
      row(30036, DeliveryStatus.NOT_DELIVERED, "validity period expired"));

  private static final Map<Integer, DeliveryStatus> FATES = ROWS.stream()
      .collect(Collectors.toUnmodifiableMap(Row::code, Row::fate));

  private TwilioCodes() {}

  /// @param code 0 when there is none
  static DeliveryStatus fate(String status, int code) {
    return switch (status.toLowerCase(Locale.ROOT)) {
      case "delivered", "read" -> DeliveryStatus.DELIVERED;
      case "failed", "undelivered", "canceled" -> code == 0 ? DeliveryStatus.NOT_DELIVERED : error(code);
      default ->
          DeliveryStatus.ON_ITS_WAY; // accepted, scheduled, queued, sending, sent, and any status that Twilio may add
    };
  }

  /// The delivery status for an error code. A code that the table does not hold says nothing about the number.
  static DeliveryStatus error(int code) {
    return FATES.getOrDefault(code, DeliveryStatus.GATEWAY);
  }

  private static Row row(int code, DeliveryStatus fate, String meaning) {
    return new Row(code, fate, "twilio.com/docs/api/errors/" + code + " " + meaning);
  }
}
