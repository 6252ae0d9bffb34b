package org.obzvon.sms;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.contact.Reason;
import org.obzvon.register.Phone;
import org.obzvon.sms.Inbox.Kind;

/// Answers of debtors on their way into the [Inbox]: kept first, then acted upon.
public interface AnswerBook {

  /// Keeps a message. Returns it while something is still to be done about it; empty for one that came before and was
  /// dealt with.
  Optional<Kept> keep(Incoming incoming);

  /// Messages that were kept while nothing followed from them, because of a crash.
  List<Kept> unhandled(Instant receivedBefore, int limit);

  /// What was sent to the number last, not before an instant.
  Optional<Answered> lastTo(Phone phone, Instant notBefore);

  /// The account that owes most of the only household in the register with this number; empty where several
  /// households have it, or none.
  Optional<UUID> holder(Phone phone);

  /// @param closed no operator need read it
  void handled(UUID id, Taken taken, Optional<Answered> answers, boolean closed, Instant at);

  /// True once for a number within the time since `notBefore`: then a confirmation may go out.
  boolean confirming(UUID id, Phone phone, Instant notBefore, Instant now);

  /// What a message was taken for.
  ///
  /// @param reason why the debt was not paid, where the text says so
  record Taken(Kind kind, Optional<Reason> reason) {
    public static Taken of(Kind kind) {
      return new Taken(kind, Optional.empty());
    }
  }

  record Kept(UUID id, Incoming incoming) {}

  /// A message of a contact that an answer may belong to.
  record Answered(UUID message, UUID account) {}
}
