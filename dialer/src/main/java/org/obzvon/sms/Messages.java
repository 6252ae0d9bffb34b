package org.obzvon.sms;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.register.Phone;
import org.obzvon.sms.Gateway.Pending;

/// The book of messages: what went to which gateway, and what was reported.
public interface Messages {

  /// Written before the message is handed over. False when it was handed over before and may have been sent: then it
  /// must not be sent again. To be repeated with the same handing over when the answer was lost.
  boolean submitting(Letter letter, Handing handing, Instant now);

  /// Nothing was sent; another gateway may be tried.
  void declined(UUID message, String code);

  /// Notes the ids; those without one were not told. Harmless when repeated. Returns the message when reports that came before end it.
  Optional<Ended> handedOver(UUID message, List<Optional<String>> remoteIds, boolean certain);

  /// Keeps a report and applies it to its message if that is known. Returns the message when it ends by it, or when it
  /// was given up before and more is known of it now.
  /// Harmless when repeated.
  Optional<Ended> reported(DeliveryReport report, Instant receivedAt);

  /// Ends a message of several segments of which one alone was told, some time ago, when its gateway brings one receipt for
  /// a whole message. Empty where more is to be waited for.
  Optional<Ended> toldByOne(UUID message, Instant now);

  /// Ends a message of which nothing more is expected: with a failing segment's fate if there is one, else unknown.
  Optional<Ended> giveUp(UUID message, Instant now);

  /// Messages whose gateway should be asked, or that should be given up; the longest waiting first.
  List<Pending> due(Instant now, int limit);

  void askAgain(UUID message, Instant at);

  /// Messages that ended while their attempt is still open, or lost for the ledger though more is known of them by now:
  /// told, but not stored before a crash. At most so many of each.
  List<Ended> untold(Instant endedBefore, int limit);

  /// Open attempts of a line, written before an instant, that never got as far as a gateway.
  List<UUID> neverHandedOver(String line, Instant writtenBefore, int limit);

  /// Messages of a gateway whose end is not known.
  int open(String gateway);

  /// Forgets reports that found no message. Returns how many.
  int forgetUnmatched(Instant receivedBefore);

  /// @param occasion a contact's attempt, or an answer of ours
  record Letter(UUID id, Occasion occasion, Optional<UUID> account, Phone to, TextMessage message, Instant expires) {}

  enum Occasion {
    CONTACT,
    ANSWER
  }

  /// @param id of this one handing over, by which it is known when it is written again
  record Handing(UUID id, String gateway, String sender, BigDecimal cost, String currency) {}

  record Ended(UUID message, Occasion occasion, Fate fate, int segments, String code, Instant at) {}
}
