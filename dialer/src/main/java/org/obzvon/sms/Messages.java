package org.obzvon.sms;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.register.Phone;
import org.obzvon.sms.Gateway.Pending;

/// The table of messages: which gateway each was handed to, and what was reported.
public interface Messages {

  /// Stores the handing over before it happens. Returns false when the message was handed over before and may have been
  /// sent: then it must not be sent again. When the store's answer was lost, repeat the call with the same `handing`.
  boolean submitting(Letter letter, Handing handing, Instant now);

  /// Stores that nothing was sent; another gateway may be tried.
  void declined(UUID message, String code);

  /// Stores the ids; an empty one is not known. Harmless when repeated. Returns the message when reports that came
  /// before end it.
  Optional<Ended> handedOver(UUID message, List<Optional<String>> remoteIds, boolean certain);

  /// Stores a report and applies it to its message if that is known. Returns the message when the report ends it, or
  /// when it was given up before and more is known of it now. Harmless when repeated.
  Optional<Ended> reported(DeliveryReport report, Instant receivedAt);

  /// Whether the gateway was handed a message to that number that has such an id or whose id is not known yet.
  boolean mayBeOurs(DeliveryReport.Subject of, Instant now);

  /// Ends a message of several segments of which only one was reported, some time ago, when its gateway sends one
  /// receipt per message. Empty when more receipts are to be expected.
  Optional<Ended> toldByOne(UUID message, Instant now);

  /// Ends a message for which nothing more is expected: with a failing segment's status if there is one, else as
  /// unknown.
  Optional<Ended> giveUp(UUID message, Instant now);

  /// Messages whose gateway should be asked, or that should be given up; the longest waiting first.
  List<Pending> due(Instant now, int limit);

  void askAgain(UUID message, Instant at);

  /// Returns ended messages whose end the ledger does not have because of a crash: at most `limit` whose attempt is
  /// still open, and at most `limit` whose attempt was stored as lost although the end is known by now.
  List<Ended> untold(Instant endedBefore, int limit);

  /// Open attempts of a line, written before an instant, that were never handed to a gateway.
  List<UUID> neverHandedOver(String line, Instant writtenBefore, int limit);

  /// The number of a gateway's messages whose final status is not known.
  int open(String gateway);

  /// Deletes reports that match no message. Returns how many.
  int forgetUnmatched(Instant receivedBefore);

  /// @param occasion a contact attempt, or our own reply
  record Letter(UUID id, Occasion occasion, Optional<UUID> account, Phone to, TextMessage message, Instant expires) {}

  enum Occasion {
    CONTACT,
    ANSWER
  }

  /// @param id of this handing over; it identifies the row when the row is written again
  record Handing(UUID id, String gateway, String sender, BigDecimal cost, String currency) {}

  record Ended(UUID message, Occasion occasion, DeliveryStatus fate, int segments, String code, Instant at) {}
}
