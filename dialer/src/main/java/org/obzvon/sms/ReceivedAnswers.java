package org.obzvon.sms;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.register.Phone;
import org.obzvon.sms.Inbox.Kind;

/// Answers of debtors on their way into the [Inbox]. Each one is stored first and acted upon afterwards.
public interface ReceivedAnswers {

  /// Stores a message. Returns it while something is still to be done about it; empty for a repeated message that was
  /// dealt with already.
  Optional<Kept> keep(Incoming incoming);

  /// Messages that were stored but not handled, because of a crash.
  List<Kept> unhandled(Instant receivedBefore, int limit);

  /// The last message sent to the number, not earlier than an instant.
  Optional<Answered> lastTo(Phone phone, Instant notBefore);

  /// The account that owes most in the only household in the register with this number. Empty when several households
  /// have it, or none.
  Optional<UUID> holder(Phone phone);

  /// @param closed true when no operator needs to read it
  void handled(UUID id, Taken taken, Optional<Answered> answers, boolean closed, Instant at);

  /// Returns true once for a number within the time since `notBefore`: then a confirmation may go out.
  boolean confirming(UUID id, Phone phone, Instant notBefore, Instant now);

  /// How a message was understood.
  ///
  /// @param reason why the debt was not paid, if the text says so
  record Taken(Kind kind, Optional<NonPaymentReason> reason) {
    public static Taken of(Kind kind) {
      return new Taken(kind, Optional.empty());
    }
  }

  record Kept(UUID id, Incoming incoming) {}

  /// A message that an answer may belong to.
  record Answered(UUID message, UUID account) {}
}
